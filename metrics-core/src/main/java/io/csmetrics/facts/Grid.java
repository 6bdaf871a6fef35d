package io.csmetrics.facts;

/** Facts of many windows and many cells, counted in one pass and kept in columns; a record is made only when one is asked for. */
public interface Grid {
    /**
     * Returns the facts of one window and one cell.
     *
     * @param window the index of the window, in the order in which the windows were given
     * @param cell the index of the cell
     * @return the facts
     */
    Facts at(int window, int cell);
}
