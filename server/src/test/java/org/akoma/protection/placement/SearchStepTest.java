package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.FieldError;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.SomeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchStepTest {

    private static final CaseFile SEEN = SomeFile.in(CaseFile.Status.FOLLOW_UP);

    @ParameterizedTest
    @EnumSource(value = SearchStep.Step.class, names = "FLAGGED", mode = EnumSource.Mode.EXCLUDE)
    void whoIsNotLostIsNotSearchedFor(SearchStep.Step step) {
        assertThat(SearchStep.refusal(SEEN, step)).isEqualTo(FieldError.of("step", "cases.not-lost"));
        assertThat(SearchStep.refusal(SomeFile.lost(), step)).isNull();
    }

    @Test
    void aChildIsFlaggedOnce() {
        assertThat(SearchStep.refusal(SomeFile.lost(), SearchStep.Step.FLAGGED))
                .isEqualTo(FieldError.of("step", "cases.lost-already"));
        assertThat(SearchStep.refusal(SEEN, SearchStep.Step.FLAGGED)).isNull();
    }
}
