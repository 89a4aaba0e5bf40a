package org.akoma.protection.caseload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.akoma.ground.forms.FormField;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.reference.CodeLists;
import org.junit.jupiter.api.Test;

class SearchCasesTest {

    @Test
    void theBodyOffersTheKindsOfCareOfTheAddress() {
        FormField care = new Forms(new CodeLists(), Clock.systemUTC())
                .of(SearchCases.class).fields().stream()
                        .filter(field -> field.name().equals("care"))
                        .findFirst()
                        .orElseThrow();
        assertThat(care.codes()).isEqualTo(CaseListForm.CARES);
    }
}
