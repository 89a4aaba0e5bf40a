package org.akoma.protection.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.Ids;
import org.akoma.ground.access.Section;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed when a file is shared with a colleague, in a page or as JSON. */
final class ShareForm {

    private ShareForm() {}

    /**
     * {@code until} is the last day on which it holds.
     *
     * @return null when something is wrong: see the form's errors
     */
    static @Nullable ShareFile read(Form form) {
        UUID id = form.id("id");
        String grantee = form.required("grantee", 40);
        Set<Section> sections =
                form
                        .choices(
                                "sections",
                                Arrays.stream(Section.values()).map(Enum::name).toList())
                        .stream()
                        .map(Section::valueOf)
                        .collect(Collectors.toUnmodifiableSet());
        if (sections.isEmpty() && form.typed("sections").isEmpty()) form.wrong("sections", "form.required");
        boolean mayWrite = form.ticked("mayWrite");
        LocalDate until = form.requiredDate("until");
        String why = form.requiredWords("why", 1_000);
        if (why != null && why.length() < ShareFile.SHORTEST_REASON)
            form.wrong("why", "cases.reason-short", ShareFile.SHORTEST_REASON);
        if (!form.isSound() || grantee == null || until == null || why == null) return null;
        Instant end = until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new ShareFile(id == null ? Ids.next() : id, grantee, withStatus(sections), mayWrite, end, why);
    }

    /** Without its status a file does not exist for anybody. */
    private static Set<Section> withStatus(Set<Section> sections) {
        Set<Section> all = EnumSet.of(Section.STATUS);
        all.addAll(sections);
        return all;
    }
}
