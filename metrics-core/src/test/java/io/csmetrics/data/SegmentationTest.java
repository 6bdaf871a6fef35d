package io.csmetrics.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Segment;
import io.csmetrics.record.Account;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SegmentationTest {
    private static final List<Account> ACCOUNTS = Books.sharedAccounts();

    @Test
    void noSegmentationIsOneCell() {
        Cells cells = Segmentation.none().cells(ACCOUNTS);
        assertThat(cells.segments()).containsExactly(Segment.overall());
        assertThat(Segmentation.none().attributes()).isEmpty();
    }

    @Test
    void propertiesAndAttributesGroupAccountsAndBlanksHaveAGroup() {
        Segmentation byBoth = Segmentation.by("region", "segment");
        Cells cells = byBoth.cells(ACCOUNTS);
        assertThat(cells.segments())
                .extracting(Segment::toString)
                .containsExactly(
                        "region=(none), segment=Enterprise",
                        "region=APAC, segment=SMB",
                        "region=EMEA, segment=Enterprise",
                        "region=EMEA, segment=SMB");
        assertThat(new int[] {cells.of(0), cells.of(1), cells.of(2), cells.of(3)})
                .containsExactly(3, 1, 0, 2);
        assertThat(byBoth.attributes()).containsExactly("region", "segment");
        assertThat(cells.segments().get(1))
                .isEqualTo(new Segment(new TreeMap<>(Map.of("region", "APAC", "segment", "SMB"))));
    }

    @Test
    void aFunctionGroupsAccountsAndABlankTextIsNone() {
        Segmentation bySize = Segmentation.by("size", account -> account.id().equals("A") ? "large" : " ");
        assertThat(bySize.cells(ACCOUNTS).segments())
                .containsExactly(Segment.of("size", Segment.NONE), Segment.of("size", "large"));
        assertThat(bySize.attributes()).containsExactly("size");
    }

    @Test
    void eachAccountCanBeAGroup() {
        Cells cells = Segmentation.byAccount().cells(ACCOUNTS);
        assertThat(cells.segments())
                .extracting(Segment::toString)
                .containsExactly("account_id=A", "account_id=B", "account_id=C", "account_id=D");
        assertThat(Segmentation.byAccount().attributes()).containsExactly("account_id");
    }
}
