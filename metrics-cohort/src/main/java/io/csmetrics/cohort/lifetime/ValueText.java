package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.lifetime.CustomerLifetimeValue.ByAge;
import io.csmetrics.cohort.lifetime.CustomerLifetimeValue.ConstantChurn;
import io.csmetrics.cohort.lifetime.CustomerLifetimeValue.Valued;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.joda.money.BigMoney;

/** Lifetime values as lines of text. */
final class ValueText {
    private ValueText() {}

    static String gap(Valued valued) {
        if (valued.constantChurn().isEmpty()) {
            return "no constant churn to compare with";
        }
        ConstantChurn constant = valued.constantChurn().get();
        String rule = "a constant churn of " + LifetimeText.percent(constant.churn())
                + " values a customer of any age at " + money(constant.value());
        if (valued.model() instanceof Geometric) {
            return rule + "; customers that do not differ are worth the same at every age";
        }
        ByAge oldest = valued.byAge().get(valued.byAge().size() - 1);
        return rule + "; by " + valued.model().kind().key() + " a new one is worth " + money(valued.value())
                + over(valued.value(), constant) + " and one that renewed "
                + (oldest.renewals() == 1 ? "once " : oldest.renewals() + " times ")
                + money(oldest.value()) + over(oldest.value(), constant)
                + ": customers differ, those who leave easily leave first, and the old hands stay longer than the "
                + "average churn says";
    }

    private static String over(BigMoney value, ConstantChurn constant) {
        double base = constant.value().getAmount().doubleValue();
        return base > 0
                ? String.format(
                        Locale.ROOT, " (%+.1f %%)", 100 * (value.getAmount().doubleValue() / base - 1))
                : "";
    }

    private static String money(BigMoney value) {
        return value.withScale(2, RoundingMode.HALF_UP).toString();
    }

    static String of(Valued valued) {
        List<String> lines = new ArrayList<>();
        lines.add("lifetime value of a new customer: " + money(valued.value()));
        lines.add("model: " + LifetimeText.of(valued.model()));
        lines.add("data: " + valued.data());
        lines.add("margin: "
                + valued.margins().stream().map(PeriodMargin::toString).collect(Collectors.joining(", ")));
        lines.add("terms: " + valued.terms());
        valued.byAge().stream()
                .skip(1)
                .forEach(each -> lines.add("after " + each.renewals()
                        + (each.renewals() == 1 ? " renewal: " : " renewals: ") + money(each.value())));
        lines.add("gap: " + gap(valued));
        lines.add(LifetimeText.LIMITS);
        return String.join("\n", lines);
    }
}
