package org.akoma.ground.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodeListsTest {
    /** The lists that name fields of HTCDS, with the HTCDS list they map to. */
    private static final Map<String, String> MAPPED = Map.of(
            "sector", "vic_ForcedLabourIndustry",
            "sex", "prs_Gender",
            "victim-status", "vic_TraffickingStatus",
            "screening-outcome", "vic_TraffickingStatus",
            "case-status", "cas_Status",
            "assistance", "spl_Type",
            "plan-type", "spl_Type",
            "pathway", "spl_Type",
            "organisation-type", "org_Type",
            "suspect-role", "per_RoleInProcess");

    private final CodeLists lists = new CodeLists();

    @Test
    void htcdsIsComplete() {
        List<HtcdsField> fields = lists.htcdsFields();
        assertThat(fields).hasSize(84);
        assertThat(fields.stream().filter(HtcdsField::core)).hasSize(40);
        assertThat(fields.stream().filter(f -> !f.codes().isEmpty())).hasSize(21);
        assertThat(fields.stream().mapToInt(f -> f.codes().size()).sum()).isEqualTo(182);
        assertThat(lists.list("vic_TypeOfExploitation").codes()).hasSize(11);
        assertThat(lists.list("vic_MethodsOfControl").codes()).hasSize(16);
        assertThat(lists.list("vic_ForcedLabourIndustry").codes()).hasSize(21);
        assertThat(lists.list("per_RoleInProcess").codes()).hasSize(15);
    }

    @Test
    void everyCodeHasBothLabelsAndNoDouble() {
        for (CodeList list : lists.all()) {
            assertThat(list.codes()).as(list.name()).isNotEmpty();
            var seen = new HashSet<String>();
            for (Code code : list.codes()) {
                assertThat(seen.add(code.code()))
                        .as(list.name() + " " + code.code())
                        .isTrue();
                assertThat(code.labelFr()).as(list.name() + " " + code.code()).isNotBlank();
                assertThat(code.labelEn()).as(list.name() + " " + code.code()).isNotBlank();
            }
        }
    }

    /** No-break space before high punctuation, typographic apostrophes. */
    @Test
    void frenchIsTypeset() {
        for (CodeList list : lists.all()) {
            for (Code code : list.codes()) {
                assertThat(code.labelFr()).doesNotContain("'").doesNotContainPattern("[^\u00a0\u202f][;:!?]");
            }
        }
    }

    @Test
    void mappedCodesExistInHtcds() {
        MAPPED.forEach((own, htcds) -> assertThat(lists.list(own).codes())
                .filteredOn(c -> c.htcds() != null)
                .isNotEmpty()
                .allSatisfy(c -> assertThat(lists.find(htcds, String.valueOf(c.htcds())))
                        .as(own + " " + c.code())
                        .isPresent()));
    }

    @Test
    void labelsFollowTheLanguageAndFallBackToTheCode() {
        assertThat(lists.label("vic_TypeOfExploitation", "ChildLabour", Locale.FRENCH))
                .isEqualTo("Travail des enfants");
        assertThat(lists.label("vic_TypeOfExploitation", "ChildLabour", Locale.UK))
                .isEqualTo("Child labour");
        assertThat(lists.label("country", "CI", Locale.FRENCH)).isEqualTo("Côte d’Ivoire");
        assertThat(lists.label("country", "BF", Locale.ENGLISH)).isEqualTo("Burkina Faso");
        assertThat(lists.label("risk", "GONE", Locale.FRENCH)).isEqualTo("GONE");
        assertThatThrownBy(() -> lists.list("nothing")).isInstanceOf(IllegalArgumentException.class);
    }
}
