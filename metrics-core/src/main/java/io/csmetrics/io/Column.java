package io.csmetrics.io;

import com.google.common.base.CaseFormat;

/**
 * A column of a kind of file.
 *
 * @param index its place, from 0
 * @param name its name in CSV, such as {@code account_id}
 * @param key its name in JSON, such as {@code accountId}
 * @param field the component of the record that it fills, by which the record's own rules name it
 * @param required whether every row must have it
 * @param type what stands in it
 */
record Column<V>(int index, String name, String key, String field, boolean required, CellType<V> type) {

    static <V> Column<V> of(int index, String name, String field, boolean required, CellType<V> type) {
        return new Column<>(index, name, camelCase(name), field, required, type);
    }

    static String camelCase(String name) {
        return CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name);
    }

    /** Returns the name that files of a format have for it. */
    String name(FileFormat format) {
        return format == FileFormat.CSV ? name : key;
    }
}
