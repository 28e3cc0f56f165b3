/// The query language of Prometheus.
package enum PromQL {}
