/// Numbers, durations and quoted texts as Go writes and reads them: what Prometheus' files and messages show.
package enum GoText {}
