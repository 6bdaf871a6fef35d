package io.csmetrics.family;

import java.util.List;

/**
 * A formula of another module, over facts of its own: its {@link io.csmetrics.count.OpenCounter} counts them. It stands in KPIs, sheets,
 * segments and series as the formulas of this module do; an {@code io.csmetrics.io.FamilyCodec} reads and writes it as JSON.
 *
 * <p>An implementation is a public record in an exported package: its components are values, formulas, or {@link io.csmetrics.select.Param}s,
 * which are set by making the record anew. It answers from what was counted, never from data.
 */
public non-sealed interface OpenFamily extends Family {
    /**
     * Tells whether the answer is a table, which no other formula can combine.
     *
     * @return whether it is a table, not a number
     */
    boolean isTable();

    /**
     * Returns the words that a parameter can have.
     *
     * @param parameter the name of a parameter of this formula that is a word
     * @return the words in their order; none where any word will do
     */
    default List<String> words(String parameter) {
        return List.of();
    }
}
