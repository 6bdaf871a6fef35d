package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.Finding;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.revenue.CohortMovements;
import io.csmetrics.revenue.MovementMix;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RetentionRates;
import io.csmetrics.revenue.RevenueBridge;
import io.csmetrics.revenue.RevenueRetention;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

class JsonProperties {
    @Property
    void whatIsWrittenReadsBackEqual(@ForAll("values") Object value) {
        String json = Json.write(value);
        assertThat((Object) Json.read(json, value.getClass())).isEqualTo(value);
        assertThat(json).doesNotContain("\n");
    }

    @Property
    void equalValuesHaveEqualJson(@ForAll("attributes") Map<String, String> attributes) {
        Map<String, String> reversed = new LinkedHashMap<>();
        attributes.keySet().stream()
                .sorted(Comparator.reverseOrder())
                .forEach(key -> reversed.put(key, attributes.getOrDefault(key, "")));
        assertThat(Json.write(new Segment(new TreeMap<>(reversed))))
                .isEqualTo(Json.write(new Segment(new TreeMap<>(attributes))));
    }

    @Property
    void noTextIsReadIntoAnythingButAValueOrFindings(@ForAll String text) {
        Optional<BigDecimal> number = Optional.empty();
        try {
            number = Optional.of(Json.read("{\"numerator\":" + text + ",\"denominator\":1}", Quotient.class)
                    .numerator());
        } catch (InvalidDataException e) {
            assertThat(e.total()).isPositive();
        }
        assertThat(number.map(BigDecimal::signum).orElse(0)).isBetween(-1, 1);
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Long> counts = Arbitraries.longs();
        Arbitrary<List<BigMoney>> amounts = RecordArbitraries.money().list().ofSize(7);
        Arbitrary<List<Long>> longs = counts.list().ofSize(7);
        Arbitrary<Quotient> quotients = Combinators.combine(
                        Arbitraries.bigDecimals().ofScale(9),
                        Arbitraries.bigDecimals().ofScale(3).filter(number -> number.signum() != 0))
                .as(Quotient::new);
        return Arbitraries.oneOf(
                Combinators.combine(amounts, longs).as(JsonProperties::bridge),
                Combinators.combine(amounts, longs)
                        .as((money, n) -> new RevenueRetention(
                                money.get(0), money.get(1), money.get(2), n.get(0), n.get(1), n.get(2))),
                Combinators.combine(amounts, counts)
                        .as((money, n) -> new CohortMovements(
                                money.get(0), money.get(1), money.get(2), money.get(3), money.get(4), n, -n)),
                Combinators.combine(mix(), mix())
                        .as((more, less) ->
                                new MovementMix(CurrencyUnit.EUR, new TreeMap<>(more), new TreeMap<>(less))),
                Combinators.combine(Arbitraries.of(RetentionMethod.class), quotients.optional(), quotients.optional())
                        .as(RetentionRates::new),
                quotients,
                Combinators.combine(
                                RecordArbitraries.dates(), Arbitraries.longs().between(1, 20))
                        .as((start, days) -> ReportingPeriod.of(start, start.plusDays(days))),
                attributes().map(map -> new Segment(new TreeMap<>(map))),
                Combinators.combine(Arbitraries.of(Finding.Severity.class), RecordArbitraries.texts(), counts)
                        .as((severity, text, line) -> new Finding(severity, text, line, "", text, text, "")),
                Combinators.combine(
                                RecordArbitraries.ids(),
                                RecordArbitraries.instants(),
                                Arbitraries.bigDecimals().ofScale(4))
                        .as((id, at, number) -> AccountValue.of(id, "health-score", at, number)));
    }

    @Provide
    Arbitrary<Map<String, String>> attributes() {
        return Arbitraries.maps(RecordArbitraries.texts(), RecordArbitraries.texts())
                .ofMaxSize(4);
    }

    private static Arbitrary<Map<Kind, BigMoney>> mix() {
        return Arbitraries.maps(Arbitraries.of(Kind.class), RecordArbitraries.money());
    }

    private static RevenueBridge bridge(List<BigMoney> money, List<Long> n) {
        return new RevenueBridge(
                money.get(0),
                money.get(1),
                money.get(2),
                money.get(3),
                money.get(4),
                money.get(5),
                money.get(6),
                new RevenueBridge.Counts(n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), n.get(6)));
    }
}
