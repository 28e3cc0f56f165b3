/// Rule files of Prometheus.
package enum Rules {}
