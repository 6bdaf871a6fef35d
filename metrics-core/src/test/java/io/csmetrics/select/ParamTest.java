package io.csmetrics.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RetentionMethod;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ParamTest {
    @Test
    void aParameterHasANameOrAValue() {
        Param<BigDecimal> named = Param.named("margin", Param.Type.NUMBER);
        assertThat(named.isSet()).isFalse();
        assertThat(named).hasToString("$margin");
        Param<Duration> set = Param.of(Param.Type.DURATION, Duration.ofDays(90));
        assertThat(set.isSet()).isTrue();
        assertThat(set.get()).isEqualTo(Duration.ofDays(90));
        assertThat(set).hasToString("PT2160H");
        assertThatThrownBy(() -> new Param<>("margin", Param.Type.NUMBER, BigDecimal.ONE, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter \"margin\" must have either a name or a value");
        assertThatThrownBy(() -> Param.named("", Param.Type.NUMBER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter \"\" must have either a name or a value");
    }

    @Test
    void aNameHasNoValueYet() {
        Param<BigDecimal> named = Param.named("margin", Param.Type.NUMBER);
        assertThatThrownBy(named::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("parameter \"margin\" must be set before anything is counted");
    }

    @Test
    void equalNumbersAreEqualParametersWhateverTheirZeros() {
        assertThat(Param.of(Param.Type.NUMBER, new BigDecimal("0.80")))
                .isEqualTo(Param.of(Param.Type.NUMBER, new BigDecimal("0.8")));
        assertThat(Param.of(Param.Type.NUMBER, new BigDecimal("1E+2"))).hasToString("100");
    }

    @Test
    void aTypeAcceptsItsOwnValuesOnly() {
        assertThat(Param.Type.NUMBER.accepts(BigDecimal.ONE)).isTrue();
        assertThat(Param.Type.NUMBER.accepts(1)).isFalse();
        assertThat(Param.Type.DURATION.accepts(Duration.ZERO)).isTrue();
        assertThat(Param.Type.FLAG.accepts(true)).isTrue();
        assertThat(Param.Type.METHOD.accepts(RetentionMethod.FLOW)).isTrue();
        assertThat(Param.Type.METHOD.accepts("FLOW")).isFalse();
    }

    @Test
    void comparisonsHoldByTheSignOfTheDifference() {
        assertThat(List.of(Comparison.values())).allSatisfy(op -> {
            boolean[] expected = switch (op) {
                case AT_LEAST, SCALE_SHARE_AT_LEAST -> new boolean[] {false, true, true};
                case AT_MOST -> new boolean[] {true, true, false};
                case ABOVE -> new boolean[] {false, false, true};
                case BELOW -> new boolean[] {true, false, false};
                case EQUAL -> new boolean[] {false, true, false};
            };
            assertThat(new boolean[] {op.holds(-1), op.holds(0), op.holds(1)}).isEqualTo(expected);
        });
        assertThat(List.of(Comparison.values()))
                .extracting(Comparison::symbol)
                .containsExactly(">=", "<=", ">", "<", "=", "norm>=");
    }

    @Test
    void numbersThatMakeNoSenseAreRefusedOnceTheyAreSet() {
        Param.requireCount("n", Param.named("n", Param.Type.NUMBER));
        for (String count : List.of("0", "-1", "2.5", "99999999999")) {
            assertThatThrownBy(() -> Param.requireCount("n", number(count)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("n " + count + " must be a whole number from 1 to 2147483647");
        }
        for (String share : List.of("-0.1", "7")) {
            assertThatThrownBy(() -> Param.requireShare("minShare", number(share)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("minShare " + share + " must be 0 to 1, such as 0.9");
        }
        for (Duration length : List.of(Duration.ofDays(-3), Duration.ofDays(999_999))) {
            assertThatThrownBy(
                            () -> Param.requireLength("window", Param.of(Param.Type.DURATION, length), Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("window " + length + " must be PT0S or longer, and at most 1,000 years");
        }
    }

    private static Param<BigDecimal> number(String text) {
        return Param.of(Param.Type.NUMBER, new BigDecimal(text));
    }

    @Test
    void whatCanNeverHappenIsRefused() {
        Selector churn = Selector.movement(Type.CHURN);
        assertThatThrownBy(() -> Condition.did(churn).atLeast(Param.of(Param.Type.NUMBER, BigDecimal.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("atLeast 0 must be a whole number from 1 to 2147483647");
        assertThatThrownBy(() -> new Selector.Movement(new TreeSet<>(), new TreeSet<>(List.of(Kind.PRICE))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("movement must have at least one type; without one nothing ever happens");
        assertThatThrownBy(Population::responses)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "responses must have at least one instrument; answers to different questions do not add up");
    }

    @Test
    void equalPartsAreEqualValues() {
        assertThat(Condition.did(Selector.movement(Type.CHURN)))
                .isEqualTo(Condition.did(Selector.movement(Type.CHURN), new Scope.InPeriod()));
        assertThat(Condition.any(Condition.customerAt(Moment.END)))
                .isNotEqualTo(Condition.all(Condition.customerAt(Moment.END)));
        assertThat(Population.responses("nps").at("support").latestPerRespondent())
                .isEqualTo(new Population.Responses(
                        new TreeSet<>(List.of("nps")),
                        Scope.inPeriod(),
                        Param.of(Param.Type.TEXT, TextSet.of("support")),
                        Population.Dedupe.LATEST_PER_RESPONDENT,
                        null));
    }

    @Test
    void anAbsurdExponentIsNotWrittenOut() {
        assertThatThrownBy(() -> Param.of(Param.Type.NUMBER, new BigDecimal("1e999999999")))
                .hasMessage("parameter value must have at most 1000 digits on either side of the point");
    }
}
