package io.tributary.segment.adapter.kafka;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the native memory of all stores of the process together: one cache for blocks, indices, filters and memtables.
 * Without it every store of every task brings its own 50 MB and more.
 */
public final class BoundedRocks implements RocksDBConfigSetter {

    /** The configuration key of the bound, in bytes; the first store to open decides. */
    public static final String CACHE_BYTES = "cdp.rocksdb.cache.bytes";

    private static final long DEFAULT_CACHE_BYTES = 128L << 20;
    private static final long MEMTABLE_BYTES = 16L << 20;
    private static final int FILTER_BITS = 10;

    /** Opened by the first store and shared until the process ends. */
    private record Shared(Cache cache, WriteBufferManager memtables) {}

    private static @Nullable Shared shared;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        var memory = shared(configs);
        var tables = (BlockBasedTableConfig) options.tableFormatConfig();
        tables.setBlockCache(memory.cache());
        tables.setCacheIndexAndFilterBlocks(true);
        tables.setPinTopLevelIndexAndFilter(true);
        tables.setFilterPolicy(new BloomFilter(FILTER_BITS));
        options.setTableFormatConfig(tables);
        options.setWriteBufferManager(memory.memtables());
        options.setWriteBufferSize(MEMTABLE_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    private static synchronized Shared shared(Map<String, Object> configs) {
        var open = shared;
        if (open == null) {
            var configured = configs.get(CACHE_BYTES);
            long bytes = configured == null ? DEFAULT_CACHE_BYTES : Long.parseLong(configured.toString());
            var cache = new LRUCache(bytes);
            open = new Shared(cache, new WriteBufferManager(bytes / 2, cache));
            shared = open;
        }
        return open;
    }

    @Override
    public void close(String storeName, Options options) {
        // Cache and memtables are shared and live as long as the process.
    }
}
