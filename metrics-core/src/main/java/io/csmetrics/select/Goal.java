package io.csmetrics.select;

import java.io.Serializable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a unit must reach inside its window. */
public sealed interface Goal extends Serializable {

    /**
     * Something happens often enough inside the window. The occurrence that the unit entered with never counts. In JSON the two
     * options stand beside the selector: {@code {"type": "milestone-reached", "distinct": "milestone", "atLeast": "all"}}.
     *
     * @param did what
     * @param atLeast how often; absent for once, or with {@code distinct} for every text that the selector asks for
     * @param distinct a text of which only different values count; absent for every occurrence
     */
    record Happened(
            Selector did,
            @Nullable Param<BigDecimal> atLeast,
            @Nullable String distinct) implements Goal {
        /** Checks the number. */
        public Happened {
            if (atLeast != null) {
                Param.requireCount("atLeast", atLeast);
            }
        }
    }

    /** The account is a customer at the end of the window; {@code {"customerAt": "window-end"}} in JSON. */
    record Customer() implements Goal {}

    /**
     * Returns the target that something happens once.
     *
     * @param selector what
     * @return the target
     */
    static Goal did(Selector selector) {
        return new Happened(selector, null, null);
    }

    /**
     * Returns the target of being a customer when the window ends.
     *
     * @return the target
     */
    static Goal customer() {
        return new Customer();
    }
}
