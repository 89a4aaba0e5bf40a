package org.akoma.protection.caseload;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a list of files in a body: a name belongs into no address. {@link CaseListForm} makes the question of it, as of an address.
 *
 * @param q a code, its beginning, an alias or a name
 * @param lang of the answer; nothing else follows from it
 * @param asOf a past day, as the files were on its evening
 */
@InputForm(name = "cases.search", labels = "cases")
record SearchCases(
        @Field(label = "cases.search.label", example = "AK-04") @Size(max = LONGEST_SEARCH) @Nullable
        String q,

        @Field(label = "cases.search.lang", example = "fr") @Size(max = 2) @Nullable
        String lang,

        @Field(label = "cases.search.scope", list = "cases.scope")
        ListCases.@Nullable Scope scope,

        @Field(list = "case-status") List<CaseFile.Status> status,
        @Field(list = "risk") List<CaseFile.Risk> risk,

        @Field(label = "cases.country.follow", example = "CI")
        @Size(max = LONGEST_CODE)
        @Pattern(regexp = COUNTRY, message = "cases.country")
        List<String> country,

        @Field(
                label = "cases.place",
                list = "cases.lives",
                also = {
                    "SHELTER",
                    "FAMILY_REUNIFIED",
                    "EXTENDED_FAMILY",
                    "FOSTER_FAMILY",
                    "RESIDENTIAL_CARE",
                    "INDEPENDENT_LIVING"
                })
        List<String> care,

        @Field(label = "cases.structure", example = "NGO-A") @Size(max = LONGEST_CODE)
        List<String> organisation,

        @Field(example = "SW-01") @Size(max = LONGEST_CODE) List<String> worker,
        @Field(list = "cases.late") ListCases.@Nullable Late late,
        @Field(list = "cases.order") ListCases.@Nullable Order order,

        @Field(label = "cases.search.limit", example = "25") @Min(1) @Max(ListCases.MOST) @Nullable
        Integer limit,

        @Field(label = "cases.search.cursor", example = "AAAFJKPLvUAAAVEPOiwAcACAAAAAAAAAAQ")
        @Size(max = LONGEST_CURSOR)
        @Nullable
        String cursor,

        @Field(label = "page.as-of.day") @PastOrPresent @Nullable
        LocalDate asOf) {

    static final int LONGEST_SEARCH = 80;
    static final int LONGEST_CURSOR = 100;

    /** Of a person or a structure. */
    static final int LONGEST_CODE = 60;

    static final String COUNTRY = "[A-Z]{2}";
}
