package io.tributary.doubles.meta;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One custom audience and the set of keys in it. Adding or removing the same rows twice changes nothing more. */
final class Audience {

    private final Change.AudienceCreated description;
    private final Set<String> keys = new HashSet<>();
    private final Map<String, Set<String>> keysByExternId = new HashMap<>();
    private final Map<String, Set<String>> externIdsByKey = new HashMap<>();

    Audience(Change.AudienceCreated description) {
        this.description = description;
    }

    Change.AudienceCreated description() {
        return description;
    }

    /** Every key in the audience as kind and value, sorted. */
    Set<String> keys() {
        return new TreeSet<>(keys);
    }

    int size() {
        return keys.size();
    }

    void add(List<Row> rows) {
        for (var row : rows) {
            keys.addAll(row.keys());
            var extern = row.externId();
            if (extern != null) {
                row.keys().forEach(key -> relate(key, extern));
                if (row.keys().isEmpty()) {
                    keys.add(ownKey(extern));
                }
            }
        }
    }

    void remove(List<Row> rows) {
        for (var row : rows) {
            row.keys().forEach(this::forget);
            var extern = row.externId();
            if (extern != null) {
                keys.remove(ownKey(extern));
                removeAllOf(extern);
            }
        }
    }

    void replaceBy(List<Row> rows) {
        keys.clear();
        keysByExternId.clear();
        externIdsByKey.clear();
        add(rows);
    }

    /** What add has to be given to build the same audience again. */
    List<Row> rows() {
        var rows = new ArrayList<Row>();
        keysByExternId.forEach((extern, sent) -> rows.add(new Row(List.copyOf(sent), extern)));
        for (var key : keys) {
            if (key.startsWith(ownKey(""))) {
                rows.add(new Row(List.of(), key.substring(ownKey("").length())));
            } else if (!externIdsByKey.containsKey(key)) {
                rows.add(new Row(List.of(key), null));
            }
        }
        return rows;
    }

    private void relate(String key, String extern) {
        keysByExternId.computeIfAbsent(extern, _ -> new HashSet<>()).add(key);
        externIdsByKey.computeIfAbsent(key, _ -> new HashSet<>()).add(extern);
    }

    private void forget(String key) {
        keys.remove(key);
        var externs = externIdsByKey.remove(key);
        if (externs != null) {
            externs.forEach(extern -> unrelate(keysByExternId, extern, key));
        }
    }

    /** The id alone is enough to remove a person; a key that another id has sent as well stays. */
    private void removeAllOf(String extern) {
        var sent = keysByExternId.remove(extern);
        if (sent == null) {
            return;
        }
        for (var key : sent) {
            unrelate(externIdsByKey, key, extern);
            if (!externIdsByKey.containsKey(key)) {
                keys.remove(key);
            }
        }
    }

    private static void unrelate(Map<String, Set<String>> relation, String from, String to) {
        var others = relation.get(from);
        if (others != null && others.remove(to) && others.isEmpty()) {
            relation.remove(from);
        }
    }

    private static String ownKey(String extern) {
        return "EXTERN_ID:" + extern;
    }
}
