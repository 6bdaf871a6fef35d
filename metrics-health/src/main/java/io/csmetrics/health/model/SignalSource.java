package io.csmetrics.health.model;

import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the values of a signal come from. */
public sealed interface SignalSource {
    /** The period over which a KPI is measured where a signal does not say another one. */
    Duration USUAL_WINDOW = Duration.ofDays(30);

    /** The longest period over which a KPI is measured: 1,000 years, as in the definitions of KPIs. */
    Duration LONGEST_WINDOW = Duration.ofDays(365_000);

    /** The caller hands values in, under the id of the signal. */
    record Given() implements SignalSource {}

    /**
     * A KPI is measured of each account.
     *
     * @param kpi the key of the KPI
     * @param params its parameters by name, as text: {@code 90d}, {@code 0.5}, {@code export,share}
     * @param window how long the period is that ends when the account is scored; whole days, 1 to 365,000
     */
    record Kpi(String kpi, SortedMap<String, String> params, Duration window) implements SignalSource {
        /** Checks the window and copies the parameters. */
        public Kpi {
            Objects.requireNonNull(window, "window");
            params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
            new PartCheck()
                    .name("kpi", kpi)
                    .that(
                            window.compareTo(Duration.ofDays(1)) >= 0
                                    && window.compareTo(LONGEST_WINDOW) <= 0
                                    && window.equals(Duration.ofDays(window.toDays())),
                            "window",
                            shown(window) + "; it must be whole days, 1d to " + LONGEST_WINDOW.toDays() + "d")
                    .done();
        }
    }

    private static String shown(Duration window) {
        return window.equals(Duration.ofDays(window.toDays())) ? window.toDays() + "d" : window.toString();
    }

    /**
     * A property of the account, as it is now.
     *
     * @param attribute the name of the property, as {@link io.csmetrics.record.Account#property(String)} knows it
     */
    record Attribute(String attribute) implements SignalSource {
        /** Checks the name. */
        public Attribute {
            new PartCheck().name("attribute", attribute).done();
        }
    }
}
