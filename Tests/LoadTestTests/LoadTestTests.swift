import LoadTest
