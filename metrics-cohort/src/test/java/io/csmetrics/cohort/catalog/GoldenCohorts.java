package io.csmetrics.cohort.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csmetrics.data.CustomerData;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.joda.money.BigMoney;

/** The row of the table of KPIs that belongs to cohorts, and its worked example. */
public final class GoldenCohorts {
    private static final JsonNode GOLDEN = golden();

    private GoldenCohorts() {}

    private static JsonNode golden() {
        try (InputStream in = Objects.requireNonNull(
                GoldenCohorts.class.getResourceAsStream("/golden/cohort-kpis.json"), "the golden row")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row of the table. */
    static JsonNode row() {
        return GOLDEN.get("table").get(0);
    }

    /** The worked example. */
    static JsonNode example() {
        return GOLDEN.get("examples").get(0);
    }

    /** The definition of the example, as a vendor's file has it. */
    public static String definition() {
        return ((ObjectNode) example().get("definition").deepCopy())
                .put("key", "example")
                .put("valueUnit", "table")
                .toString();
    }

    /** The shares of the example by month and index. */
    public static SortedMap<String, Double> expected() {
        SortedMap<String, Double> cells = new TreeMap<>();
        example().get("expected").properties().forEach(cohort -> {
            for (int index = 0; index < cohort.getValue().size(); index++) {
                cells.put(
                        cohort.getKey() + "-01 +" + index,
                        cohort.getValue().get(index).doubleValue());
            }
        });
        return cells;
    }

    /** The shares that a KPI gives of the example. */
    public static SortedMap<String, Double> measured(Kpi kpi) {
        JsonNode period = example().get("period");
        KpiResult result = kpi.measure(
                data(),
                ReportingPeriod.of(date(period.get("start")), date(period.get("end"))),
                Instant.parse(example().get("asOf").asText()));
        SortedMap<String, Double> cells = new TreeMap<>();
        result.table().forEach(row -> {
            KpiRow.CohortRow cell = (KpiRow.CohortRow) row;
            cells.put(cell.cohort() + " +" + cell.index(), cell.value().doubleValue());
        });
        return cells;
    }

    private static CustomerData data() {
        JsonNode records = example().get("records");
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .accounts(each(records.get("Account")).stream()
                        .map(account -> Account.of(account.get("id").asText()))
                        .toList())
                .movements(each(records.get("RevenueMovement")).stream()
                        .map(GoldenCohorts::movement)
                        .toList())
                .build();
    }

    private static RevenueMovement movement(JsonNode json) {
        JsonNode amount = json.get("amount");
        return RevenueMovement.of(
                json.get("accountId").asText(),
                date(json.get("effectiveAt")),
                Type.valueOf(json.get("type").asText()),
                BigMoney.parse(amount.get("currency").asText() + " "
                        + amount.get("amount").asText()));
    }

    private static LocalDate date(JsonNode instant) {
        return LocalDate.ofInstant(Instant.parse(instant.asText()), ZoneOffset.UTC);
    }

    private static List<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
