package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.lifetime.CustomerLifetimeValue.ByAge;
import io.csmetrics.cohort.lifetime.CustomerLifetimeValue.ConstantChurn;
import io.csmetrics.cohort.lifetime.CustomerLifetimeValue.Valued;
import io.csmetrics.cohort.lifetime.LifetimeFigure.Known;
import io.csmetrics.cohort.lifetime.RetentionFit.Fitted;
import io.csmetrics.period.Grain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** The expected payments of customers, in money. */
final class LifetimeValuation {
    private final RetentionModel model;
    private final double[] margins;
    private final CurrencyUnit currency;
    private final Discounting terms;
    private final ExpectedLifetimes lifetimes;

    private LifetimeValuation(
            RetentionModel model, double[] margins, CurrencyUnit currency, Discounting terms, double discount) {
        this.model = model;
        this.margins = margins;
        this.currency = currency;
        this.terms = terms;
        lifetimes = ExpectedLifetimes.of(model, discount, terms);
    }

    static CustomerLifetimeValue of(Fitted fit, List<PeriodMargin> margins, Discounting terms) {
        if (margins.isEmpty()) {
            throw new IllegalArgumentException("margins must be at least one; give what a customer brings in a period");
        }
        @Nullable Grain period = fit.counts().period().orElse(null);
        CurrencyUnit currency = margins.get(0).amount().getCurrencyUnit();
        double[] amounts = new double[margins.size()];
        for (int t = 0; t < amounts.length; t++) {
            if (!margins.get(t).amount().getCurrencyUnit().equals(currency)) {
                throw new IllegalArgumentException("margin " + margins.get(t) + " must be in " + currency
                        + " like the first; convert all to one currency");
            }
            amounts[t] = margins.get(t).in(period);
        }
        double discount = terms.rate().in(period);
        LifetimeFigure start = new LifetimeValuation(fit.model(), amounts, currency, terms, discount).value(0);
        if (start instanceof LifetimeFigure.Refused refused) {
            return new CustomerLifetimeValue.Refused(refused.reason(), refused.detail());
        }
        LifetimeValuation own = new LifetimeValuation(fit.model(), amounts, currency, terms, discount);
        List<ByAge> byAge = new ArrayList<>();
        for (int age = 0; age <= fit.counts().lastPeriod(); age++) {
            byAge.add(new ByAge(age, own.money(own.value(age).number().orElseThrow())));
        }
        Optional<ConstantChurn> constant = RetentionModelKind.GEOMETRIC
                .fit(fit.counts())
                .fitted()
                .map(geometric -> constant((Geometric) geometric.model(), amounts, currency, terms, discount));
        return new Valued(
                fit.model(),
                fit.counts().toString(),
                margins,
                terms,
                byAge.get(0).value(),
                constant,
                byAge);
    }

    static ConstantChurn constant(
            Geometric model, double[] margins, CurrencyUnit currency, Discounting terms, double discount) {
        LifetimeValuation of = new LifetimeValuation(model, margins, currency, terms, discount);
        // a geometric lifetime always has a value
        return new ConstantChurn(model.churn(), of.money(of.value(0).number().orElseThrow()));
    }

    /** All as if the last margin held for ever, and the differences of those before. */
    private LifetimeFigure value(int age) {
        LifetimeFigure periods = lifetimes.residual(age, RenewalTiming.AFTER_RENEWAL);
        if (!(periods instanceof Known known)) {
            return periods;
        }
        int changing = margins.length - 1;
        double last = margins[changing];
        double sum = last * known.value();
        double z = 1 / (1 + lifetimes.discount());
        double weight = terms.payment() == PaymentTiming.ADVANCE ? 1 : z;
        for (int t = age; t < changing && t - age < terms.horizon().count(); t++) {
            sum += (margins[t] - last) * weight;
            weight *= model.retentionRate(t + 1) * z;
        }
        return new Known(sum);
    }

    private BigMoney money(double amount) {
        return BigMoney.of(currency, BigDecimal.valueOf(amount));
    }
}
