package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.Test;

/** Where no shelter can take a child, the form says so and what is done tonight, instead of a list of nothing. */
class NoBedIT extends CareHouse {

    @Test
    void aFormWithoutAFreeBedSaysWhatIsDoneTonight() {
        shelter(2, Shelter.SexRule.MIXED);
        String code = active();
        String page = "/cases/" + code + "/placement?safe=now&lang=fr";
        assertThat(browser(worker.username()).get(page).body()).doesNotContain("Aucun centre ne peut");
        Placement family = fostered(code, "CI");
        // from there, a shelter of another country is asked for by its authority
        TestDatabase.ownerDoes("update cases.placement set country = 'TG' where id = '" + family.id() + "'");
        assertThat(browser(worker.username()).get(page).body())
                .contains("Aucun centre ne peut prendre cet enfant aujourd’hui", "Appelez " + supervisor.code())
                .contains("service=IMM_SHELTER")
                .doesNotContain("<select class=\"govuk-select\" id=\"shelter\"");
    }
}
