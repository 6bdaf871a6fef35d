package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.count.OpenCounter;
import io.csmetrics.count.Scan;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Facts;
import io.csmetrics.facts.Grid;
import io.csmetrics.facts.Quotient;
import io.csmetrics.io.FamilyCodec;
import io.csmetrics.io.ParamReader;
import io.csmetrics.io.StrictJson;
import io.csmetrics.period.Reading;
import io.csmetrics.revenue.RevenueLedger;
import io.csmetrics.select.Param;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The accounts that pay at least a limit at the end, over those that pay: a formula as another module would bring it. */
public record LargeAccounts(Param<BigDecimal> limit, Param<String> from) implements OpenFamily {
    private static final List<String> WORDS = List.of("START", "END");

    public LargeAccounts {
        if (!from.ifSet().map(WORDS::contains).orElse(true)) {
            throw new IllegalArgumentException("from " + from + " must be START or END");
        }
    }

    public record Counter(BigDecimal limit) implements OpenCounter {
        @Override
        public Grid count(Scan scan, List<Reading> readings, Cells cells) {
            RevenueLedger ledger = scan.data().ledger();
            return (window, cell) -> {
                long[] balances =
                        ledger.unscaledBalances(readings.get(window).period().endExclusive());
                long all = 0;
                long large = 0;
                for (int account = 0; account < cells.accounts(); account++) {
                    if (cells.of(account) == cell && balances[account] > 0) {
                        all++;
                        large += BigDecimal.valueOf(balances[account], ledger.scale())
                                                .compareTo(limit)
                                        >= 0
                                ? 1
                                : 0;
                    }
                }
                return new Sizes(large, all);
            };
        }
    }

    public record Sizes(long large, long all) implements Facts {
        @Override
        public Sizes plus(Facts other) {
            Sizes that = Facts.sameType(Sizes.class, other);
            return new Sizes(large + that.large, all + that.all);
        }

        @Override
        public Sizes times(int copies) {
            return new Sizes(large * copies, all * copies);
        }
    }

    public static final FamilyCodec<LargeAccounts> CODEC = new FamilyCodec<>() {
        @Override
        public String name() {
            return "large";
        }

        @Override
        public Class<LargeAccounts> type() {
            return LargeAccounts.class;
        }

        @Override
        public String schema() {
            return "{\"required\": [\"limit\"], \"properties\": {\"limit\": {\"$ref\": \"#/$defs/number\"},"
                    + " \"from\": {\"$ref\": \"#/$defs/openWord\"}}}";
        }

        @Override
        public Optional<LargeAccounts> read(StrictJson json, ParamReader params) {
            Optional<Param<BigDecimal>> limit =
                    json.required("limit").flatMap(number -> params.read(number, Param.Type.NUMBER));
            Optional<Param<String>> from = json.at("from").flatMap(word -> params.openWord(word, WORDS));
            return json.build(() -> new LargeAccounts(
                    limit.orElseThrow(), from.orElseGet(() -> params.optional(json, "from", Param.Type.WORD))));
        }

        @Override
        public Map<String, Param<?>> write(LargeAccounts formula) {
            Map<String, Param<?>> keys = new LinkedHashMap<>();
            keys.put("limit", formula.limit);
            keys.put("from", formula.from);
            return keys;
        }
    };

    private Need need(Reading reading, AccountFilter only) {
        return new Need(new Counter(limit.get()), reading, only);
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        out.accept(need(reading, only));
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        Sizes sizes = counts.of(Sizes.class, need(reading, only));
        Evidence evidence = Evidence.builder().n(sizes.all()).build();
        return sizes.all() == 0
                ? new Answer.Undefined(UndefinedReason.NO_DATA, "no account pays", evidence)
                : new Answer.Table(
                        List.of(new Answer.CohortRow(
                                reading.period().start(), 0, Quotient.of(sizes.large(), sizes.all()))),
                        evidence);
    }

    @Override
    public boolean isTable() {
        return true;
    }
}
