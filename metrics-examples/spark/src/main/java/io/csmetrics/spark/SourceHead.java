package io.csmetrics.spark;

import io.csmetrics.io.RecordFile;
import java.io.Serializable;
import java.util.List;

/**
 * What every part must know of a table, though it may have no row of it.
 *
 * @param kind the name of its kind
 * @param source the name of its file or folder
 * @param columns its header
 */
record SourceHead(String kind, String source, List<String> columns) implements Serializable {
    SourceHead {
        columns = List.copyOf(columns);
    }

    RecordFile<?> file() {
        return RecordFile.all().stream()
                .filter(file -> file.name().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
