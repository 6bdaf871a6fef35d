package io.csmetrics.cli;

import static io.csmetrics.select.Condition.customerAt;
import static io.csmetrics.select.Condition.did;
import static io.csmetrics.select.Moment.END;
import static io.csmetrics.select.Moment.START;
import static io.csmetrics.select.Population.customersAt;
import static io.csmetrics.select.Scope.trailing;
import static io.csmetrics.select.Selector.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.data.CustomerBasis;
import io.csmetrics.family.Attainment;
import io.csmetrics.family.Choice;
import io.csmetrics.family.Designated;
import io.csmetrics.family.Reference;
import io.csmetrics.family.Share;
import io.csmetrics.family.TimeBetween;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.Clock;
import io.csmetrics.select.Param;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.Unit;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParamSettingsTest {
    private static final Kpi USE = Kpi.define("acme-use", "Use")
            .as(Share.of(customersAt(END))
                    .where(did(
                            event("feature-used").where("feature", Param.named("theFeature", Param.Type.TEXT)),
                            trailing(Param.named("window", Param.Type.DURATION)))));

    private static final Kpi WAIT = Kpi.define("acme-wait", "Wait")
            .as(TimeBetween.of(Unit.ACCOUNT, event("asked"), event("answered"))
                    .toNth(Param.named("window", Param.Type.NUMBER)));

    private static final Kpi STAY = Kpi.define("acme-stay", "Stay")
            .byDefault(Param.named("basis", Param.Type.WORD), "loyal")
            .as(Choice.of(
                    Param.named("basis", Param.Type.WORD),
                    Map.of(
                            "loyal", Share.of(customersAt(START)).where(customerAt(END)),
                            "new", Share.of(customersAt(END)).where(customerAt(START)))));

    private static final Kpi GOAL = Kpi.define("acme-goal", "Goal")
            .as(new Attainment(
                    Param.named("theKpi", Param.Type.KPI),
                    Param.named("target", Param.Type.NUMBER),
                    Param.optional("tolerance", Param.Type.NUMBER)));

    private static final Kpi STAR = Kpi.define("acme-star", "Star")
            .as(new Designated(
                    Param.named("northStar", Param.Type.KPI),
                    Param.optional("from", Param.Type.DATE),
                    Param.optional("to", Param.Type.DATE)));

    private static final KpiCatalog CATALOG = KpiCatalog.standard().with(List.of(USE, WAIT, STAY, GOAL, STAR));

    private record Set(List<Kpi> kpis, List<String> problems, List<String> notices, ParamSettings settings) {
        Object value(String name) {
            return kpis.get(0).bound().get(name);
        }
    }

    private static Set set(List<Kpi> kpis, String... texts) {
        ParamSettings settings = new ParamSettings(Arrays.asList(texts), CATALOG);
        return new Set(settings.set(kpis), settings.problems(), settings.notices(), settings);
    }

    private static Set set(Kpi kpi, String... texts) {
        return set(List.of(kpi), texts);
    }

    @Test
    void everyTypeOfValueIsRead() {
        assertThat(set(GOAL, "target=0.8").value("target")).isEqualTo(new BigDecimal("0.8"));
        assertThat(set(USE, "window=90d").value("window")).isEqualTo(Duration.ofDays(90));
        assertThat(set(USE, "window=PT36H").value("window")).isEqualTo(Duration.ofHours(36));
        assertThat(set(WAIT, "distinct-days=TRUE").value("distinctDays")).isEqualTo(true);
        assertThat(set(CATALOG.get("NRR"), "method=flow").value("method")).isEqualTo(RetentionMethod.FLOW);
        assertThat(set(USE, "the-feature=share, export").value("theFeature")).isEqualTo(TextSet.of("export", "share"));
        assertThat(set(STAY, "basis=new").value("basis")).isEqualTo("new");
        assertThat(set(WAIT, "statistic=median").value("statistic")).isEqualTo(Statistic.MEDIAN);
        assertThat(set(STAR, "from=2025-01-01").value("from")).isEqualTo(LocalDate.of(2025, 1, 1));
        assertThat(set(WAIT, "clock=mon-fri 09:00-17:00").value("clock"))
                .isEqualTo(Clock.business(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, LocalTime.of(9, 0), LocalTime.of(17, 0)));
        assertThat(set(WAIT, "clock=elapsed").value("clock")).isEqualTo(Clock.elapsed());
        assertThat(set(STAR, "north-star=paid-accounts").value("northStar"))
                .isEqualTo(CATALOG.get("paid-accounts").asDesignated());
    }

    @Test
    void aNameIsWrittenInKebabOrCamelCase() {
        for (String name : List.of("the-feature", "theFeature")) {
            assertThat(set(USE, name + "=share").value("theFeature")).isEqualTo(TextSet.of("share"));
        }
        assertThat(set(USE, "the-feature=a", "theFeature=b").problems())
                .containsExactly("--param \"theFeature\" must be given once");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme-goal             | target=much                  | --param target: value \"much\" must be a number",
                "acme-goal             | target=1e99999999999         | --param target: value \"1e99999999999\" must be a number",
                "acme-goal             | target=1e99999               | --param target: ; digits",
                "acme-goal             | target=                      | --param target: value \"\" must be a number",
                "acme-use              | window=ninety                | --param window: value \"ninety\" must be a length of time",
                "acme-use              | window=99999999999999999999d | --param window: value",
                "acme-wait             | distinct-days=yes            | --param distinct-days: value \"yes\" must be true or false",
                "net-revenue-retention | method=FLOWS                 | --param method: \"FLOWS\" must be one of ; did you mean \"FLOW\"?",
                "acme-wait             | statistic=medain             | did you mean \"MEDIAN\"?",
                "acme-wait             | statistic=COUNT              | --param statistic: ; MEDIAN",
                "acme-wait             | clock=9to5                   | --param clock: value \"9to5\" must be elapsed, or business hours",
                "acme-stay             | basis=old                    | --param basis: ; must be one of loyal, new",
                "acme-star             | from=1.2.2025                | --param from: value \"1.2.2025\" must be a date",
                "acme-star             | north-star=paid-acounts      | --param north-star: \"paid-acounts\" must be in the catalogue ; did you mean \"paid-accounts\"?",
                "acme-star             | north-star=acme-star         | must not designate itself, acme-star > acme-star",
                "acme-goal             | targt=1                      | --param \"targt\" must be a parameter of one of the KPIs ; did you mean \"target\"?",
                "acme-goal             | window=1d                    | --param \"window\" must be a parameter of one of the KPIs",
                "acme-goal             | target                       | --param \"target\" must be name=value",
                "acme-goal             | =1                           | --param \"=1\" must be name=value",
                "acme-goal             | customer-basis=LEGER         | --param customer-basis: \"LEGER\" ; did you mean \"LEDGER\"?"
            })
    void whatDoesNotFitIsAProblem(String key, String text, String message) {
        Set set = set(CATALOG.get(key), text);

        assertThat(set.problems()).hasSize(1).first().asString().contains(message.split(" ; "));
        assertThat(set.kpis().get(0).bound()).isEmpty();
    }

    @Test
    void oneNameIsSetWhereItsValueFits() {
        Set days = set(List.of(USE, WAIT), "window=30d");

        assertThat(days.problems()).isEmpty();
        assertThat(days.kpis().get(0).bound()).containsEntry("window", Duration.ofDays(30));
        assertThat(days.kpis().get(1)).isEqualTo(WAIT);
        assertThat(days.notices())
                .containsExactly("notice: --param window=30d is not set for \"acme-wait\":"
                        + " value \"30d\" must be a number, such as 0.8");

        assertThat(set(List.of(USE, WAIT), "window=soon").problems()).hasSize(2);
    }

    @Test
    void aValueThatIsRefusedDoesNotTakeTheOthersWithIt() {
        Set set = set(List.of(WAIT, USE), "statistic=SUM", "distinct-days=true", "the-feature=a");

        assertThat(set.problems()).hasSize(1).first().asString().startsWith("--param statistic: ");
        assertThat(set.kpis().get(0).bound()).containsOnlyKeys("distinctDays");
        assertThat(set.kpis().get(1).bound()).containsOnlyKeys("theFeature");
    }

    @Test
    void theDesignatedKpiHasTheValuesToo() {
        Set set = set(STAR, "north-star=acme-use", "the-feature=share", "window=7d", "to=2026-01-01");

        assertThat(set.problems()).isEmpty();
        assertThat(set.notices()).isEmpty();
        assertThat(set.value("northStar"))
                .isEqualTo(USE.with("theFeature", TextSet.of("share"))
                        .with("window", Duration.ofDays(7))
                        .asDesignated());
        assertThat(set.value("to")).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(set(STAR, "north-star=acme-use", "the-featur=x").problems())
                .hasSize(1)
                .first()
                .asString()
                .endsWith("; did you mean \"the-feature\"?");
    }

    @Test
    void aDesignatedKpiMayDesignateAnother() {
        Set set = set(STAR, "north-star=acme-goal", "the-kpi=paid-accounts", "target=4");

        assertThat(set.problems()).isEmpty();
        assertThat(set.value("northStar")).isInstanceOfSatisfying(Reference.class, star -> {
            assertThat(star.key()).isEqualTo("acme-goal");
            assertThat(set.kpis().get(0).bind().missing()).isEmpty();
        });
    }

    @Test
    void theCustomerBasisIsOfTheWholeBook() {
        assertThat(set(STAR).settings().customerBasis()).isEmpty();
        assertThat(set(STAR, "customer-basis=contract").settings().customerBasis())
                .contains(CustomerBasis.CONTRACT);
        assertThat(set(STAR, "customerBasis=EVENTS").settings().customerBasis()).contains(CustomerBasis.EVENTS);
    }
}
