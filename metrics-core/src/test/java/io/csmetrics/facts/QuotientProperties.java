package io.csmetrics.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class QuotientProperties {
    private static final Quotient ZERO = Quotient.of(0);
    private static final Quotient ONE = Quotient.of(1);

    @Provide
    Arbitrary<Quotient> quotients() {
        Arbitrary<BigDecimal> numerators = Arbitraries.bigDecimals()
                .between(new BigDecimal("-1E+12"), new BigDecimal("1E+12"))
                .ofScale(4);
        Arbitrary<BigDecimal> denominators = numerators.filter(d -> d.signum() != 0);
        return Combinators.combine(numerators, denominators).as(Quotient::new);
    }

    @Property
    void additionIsCommutativeAndAssociative(
            @ForAll("quotients") Quotient a, @ForAll("quotients") Quotient b, @ForAll("quotients") Quotient c) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b).plus(c)).isEqualByComparingTo(a.plus(b.plus(c)));
        assertThat(a.plus(ZERO)).isEqualByComparingTo(a);
    }

    @Property
    void multiplicationIsCommutativeAssociativeAndDistributes(
            @ForAll("quotients") Quotient a, @ForAll("quotients") Quotient b, @ForAll("quotients") Quotient c) {
        assertThat(a.times(b)).isEqualTo(b.times(a));
        assertThat(a.times(b).times(c)).isEqualByComparingTo(a.times(b.times(c)));
        assertThat(a.times(b.plus(c))).isEqualByComparingTo(a.times(b).plus(a.times(c)));
        assertThat(a.times(ONE)).isEqualTo(a);
    }

    @Property
    void whatIsSubtractedOrDividedComesBack(@ForAll("quotients") Quotient a, @ForAll("quotients") Quotient b) {
        assertThat(a.minus(b).plus(b)).isEqualByComparingTo(a);
        assertThat(a.minus(a).signum()).isZero();
        if (b.signum() != 0) {
            assertThat(a.over(b).times(b)).isEqualByComparingTo(a);
        }
    }

    @Property
    void theOrderIsThatOfTheNumbers(@ForAll("quotients") Quotient a, @ForAll("quotients") Quotient b) {
        assertThat(Integer.signum(a.compareTo(b)))
                .isEqualTo(-Integer.signum(b.compareTo(a)))
                .isEqualTo(a.minus(b).signum());
        assertThat(a.min(b).plus(a.max(b))).isEqualByComparingTo(a.plus(b));
        assertThat(a.min(b)).isLessThanOrEqualTo(a.max(b));
    }

    @Property
    void theValueIsTheOneDivision(@ForAll("quotients") Quotient a) {
        assertThat(a.value()).isEqualByComparingTo(a.numerator().divide(a.denominator(), MathContext.DECIMAL64));
        assertThat(a.doubleValue()).isEqualTo(a.value().doubleValue());
        assertThat(a.denominator()).isPositive();
        assertThat(a.value().scale()).isNotNegative();
    }

    @Property
    void equalPartsMakeEqualQuotientsHoweverTheyAreWritten(@ForAll("quotients") Quotient a) {
        Quotient longer =
                new Quotient(a.numerator().setScale(9), a.denominator().setScale(7));
        assertThat(longer).isEqualTo(a).hasSameHashCodeAs(a).hasToString(a.toString());
        assertThat(new Quotient(a.numerator().negate(), a.denominator().negate()))
                .isEqualTo(a);
    }
}
