package io.csmetrics.cli;

import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Segment;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RevenueBridge;
import io.csmetrics.revenue.RevenueLedger;
import java.util.ArrayList;
import java.util.List;

/** The bridge of one period and segment. */
record BridgeRow(ReportingPeriod period, Segment segment, RevenueBridge bridge) {

    /** Returns the bridges by period, each of all accounts before those of the segments. */
    static List<BridgeRow> of(CustomerData data, List<ReportingPeriod> periods, Segmentation segmentation) {
        Cells cells = segmentation.cells(data.accounts());
        RevenueLedger.Bridges bridges = data.ledger().bridges(periods, cells);
        List<BridgeRow> rows = new ArrayList<>();
        for (int window = 0; window < periods.size(); window++) {
            ReportingPeriod period = periods.get(window);
            RevenueBridge overall = bridges.at(window, cells.segments().size());
            for (int cell = 0; cell < cells.segments().size(); cell++) {
                overall = overall.plus(bridges.at(window, cell));
            }
            rows.add(new BridgeRow(period, Segment.overall(), overall));
            for (int cell = 0; cell < cells.segments().size(); cell++) {
                Segment segment = cells.segments().get(cell);
                if (!segment.isOverall()) {
                    rows.add(new BridgeRow(period, segment, bridges.at(window, cell)));
                }
            }
        }
        return rows;
    }
}
