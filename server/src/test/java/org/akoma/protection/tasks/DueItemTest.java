package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.pages.Urgency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A task leads to where it is done. */
class DueItemTest {

    private static final UUID ID = Ids.next();

    static List<String> kinds() {
        return DueViews.kinds();
    }

    /** Nobody is led to a list in which they must look for it. */
    @ParameterizedTest
    @MethodSource("kinds")
    void leadsToTheRecordOrTheFormOfItsFile(String kind) {
        String href = task(kind, "AK-001").href();
        assertThat(href).doesNotContain("{").isNotIn("/referrals", "/payments", "/cases/AK-001/referrals", "/tasks");
    }

    /** Where one kind is asked for, only the views that may hold it are read. */
    @ParameterizedTest
    @MethodSource("kinds")
    void isReadFromAView(String kind) {
        List<DueView> now = DueViews.ALL.stream()
                .filter(view -> view.mayHold(List.of(kind)))
                .toList();
        assertThat(now).isNotEmpty().hasSizeLessThan(DueViews.ALL.size() / 2);
        assertThat(DueViews.ALL.stream().map(DueView::asItWas)).anyMatch(view -> view.mayHold(List.of(kind)));
    }

    @Test
    void opensTheFormForItsPersonAndThePageForOthers() {
        assertThat(task("followup.csi", "AK-001").href()).isEqualTo("/cases/AK-001/csi/new");
        assertThat(task("followup.csi", "AK-001").page()).isEqualTo("/cases/AK-001/csi");
        assertThat(task("referrals.answer", "AK-001").href()).isEqualTo("/referrals/" + ID);
        assertThat(task("slips.open-file", "FR-2015-0001").href()).isEqualTo("/slips/FR-2015-0001");
    }

    private static DueItem task(String kind, @Nullable String code) {
        return new DueItem(kind, ID, null, null, code, null, null, null, Urgency.Place.ANY, false);
    }
}
