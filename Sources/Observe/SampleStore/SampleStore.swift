/// Series of samples in memory.
package struct SampleStore {}
