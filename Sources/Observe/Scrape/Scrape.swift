/// What one scrape of one target brought.
package struct Scrape {}
