package io.csmetrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.family.Ledger;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.revenue.RevenueTerm;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KpiCatalogTest {
    private static final KpiCatalog STANDARD = KpiCatalog.standard();

    private static Kpi own(String key, String name, String... aliases) {
        return Kpi.define(key, name).alsoKnownAs(aliases).as(Ledger.sum(RevenueTerm.OPEN));
    }

    @Test
    void aKpiIsFoundByKeyNameOrAlias() {
        assertThat(STANDARD.get("net-revenue-retention")).isSameAs(RetentionKpis.NET_REVENUE_RETENTION);
        assertThat(STANDARD.find(" Net Revenue Retention (NRR) ")).contains(RetentionKpis.NET_REVENUE_RETENTION);
        assertThat(STANDARD.find("nrr")).contains(RetentionKpis.NET_REVENUE_RETENTION);
        assertThat(STANDARD.find("ARR under management")).contains(ExpansionKpis.ANNUAL_RECURRING_REVENUE);
        assertThat(STANDARD.find("nothing")).isEmpty();
    }

    @Test
    void theSecondNameOfArrIsNeverAbbreviated() {
        assertThat(STANDARD.get("ARR")).isSameAs(ExpansionKpis.ANNUAL_RECURRING_REVENUE);
    }

    @Test
    void aTypingErrorIsMetWithTheNearestKey() {
        assertThatThrownBy(() -> STANDARD.get("net-revenu-retenton"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KPI \"net-revenu-retenton\" is not in the catalogue; "
                        + "did you mean \"net-revenue-retention\"?");
        assertThatThrownBy(() -> STANDARD.get("quick ratio of everything there is"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KPI \"quick ratio of everything there is\" is not in the catalogue; kpis() has all");
        assertThatThrownBy(() -> STANDARD.get("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ownKpisStandBesideTheOthers() {
        Kpi own = own("acme-opening", "Opening", "book");
        KpiCatalog larger = STANDARD.with(List.of(own));
        assertThat(larger.kpis()).hasSize(STANDARD.kpis().size() + 1).endsWith(own);
        assertThat(larger.get("BOOK")).isSameAs(own);
        assertThat(STANDARD.find("book")).isEmpty();
    }

    @Test
    void whatIsTakenIsToldAllAtOnce() {
        List<Kpi> taken = List.of(
                own("net-revenue-retention", "Another"),
                own("acme-nrr", "Own NRR", "nrr"),
                own("mrr", "Own MRR"),
                own("acme-ok", "Fine", "FINE", "acme-ok"));
        assertThatThrownBy(() -> STANDARD.with(taken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key \"net-revenue-retention\", "
                        + "name \"nrr\" of \"acme-nrr\", which \"net-revenue-retention\" has, "
                        + "name \"mrr\" of \"mrr\", which \"monthly-recurring-revenue\" has: "
                        + "a key, name or alias must be there once; choose another");
    }
}
