/// The text formats in which servers expose their metrics.
package enum Exposition {}
