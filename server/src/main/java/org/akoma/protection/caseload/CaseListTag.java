package org.akoma.protection.caseload;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A chosen filter of a list, as a tag that removes it.
 *
 * @param list where its label is found: a code list, {@code late}, or empty when the value is its own label
 * @param without the address of the list without it
 */
record CaseListTag(String list, String value, String without) {

    private static final List<String> KEPT = List.of(
            "scope",
            "q",
            "status",
            "risk",
            "country",
            "care",
            "organisation",
            "worker",
            "late",
            "only",
            "seenSince",
            "order",
            "limit");

    /** Its value is a day. */
    private static final String SEEN = "cases.seen-since";

    /** The day that it names; null = it names none. */
    public @Nullable LocalDate day() {
        return list.equals(SEEN) ? LocalDate.parse(value) : null;
    }

    static List<CaseListTag> of(Form form) {
        List<CaseListTag> tags = new ArrayList<>();
        add(tags, form, "status", "case-status");
        add(tags, form, "risk", "risk");
        add(tags, form, "country", "country");
        add(tags, form, "care", "cases.lives");
        add(tags, form, "organisation", "");
        add(tags, form, "worker", "");
        add(tags, form, "late", "cases.late");
        add(tags, form, "only", "cases.only");
        add(tags, form, "seenSince", SEEN);
        return tags;
    }

    private static void add(List<CaseListTag> tags, Form form, String field, String list) {
        for (String value : form.allTyped(field))
            if (!value.isBlank()) tags.add(new CaseListTag(list, value, address(form, field, value, null)));
    }

    /** The address of the whole list as a file. */
    static String file(Form form, String format) {
        return UriComponentsBuilder.fromUriString(address(form, "limit", null, "1"))
                .replacePath("/cases/file")
                .replaceQueryParam("limit")
                .queryParam("format", format)
                .build(true)
                .toUriString();
    }

    /** The address of the list with one parameter set, or one value of it left out; from the first page on. */
    static String address(Form form, String name, @Nullable String without, @Nullable String value) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/cases");
        for (String kept : KEPT)
            for (String typed : form.allTyped(kept))
                if (!typed.isBlank() && !(kept.equals(name) && (value != null || typed.equals(without))))
                    address.queryParam(kept, typed);
        if (value != null) address.queryParam(name, value);
        return address.build().encode().toUriString();
    }
}
