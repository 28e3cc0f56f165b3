/// A regular expression of RE2's syntax, matched in time linear in the text.
package struct LinearRegex {}
