package org.akoma.protection.schooling;

import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * When a school term is.
 *
 * @param endsOn the last day, inclusive
 * @param closed days on which schools are closed, as 2015-11-02 or 2/11/2015
 */
@InputForm(name = "assistance.term-days", labels = "school.term")
record TermDays(
        @Field(label = "school.term.starts", example = "2015-09-14")
        LocalDate startsOn,

        @Field(label = "school.term.ends", example = "2015-12-11")
        LocalDate endsOn,

        @Field(lines = 6, separated = true, example = "2015-11-02") @Size(max = Form.LONG_TEXT)
        List<String> closed)
        implements Checked {

    @Override
    public List<FieldError> wrong() {
        return closed.stream()
                .filter(typed -> day(typed) == null)
                .map(typed -> FieldError.of("closed", "assistance.closed-day", typed))
                .toList();
    }

    Term of(UUID id, String country, String code, int version) {
        return new Term(
                id,
                AddInstitution.upper(country),
                code,
                startsOn,
                endsOn,
                closed.stream().flatMap(typed -> Stream.ofNullable(day(typed))).toList(),
                version);
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            String[] parts = typed.split("[/.]", -1);
            return parts.length == 3
                    ? LocalDate.of(Integer.parseInt(parts[2]), Integer.parseInt(parts[1]), Integer.parseInt(parts[0]))
                    : LocalDate.parse(typed);
        } catch (DateTimeException | NumberFormatException no) {
            return null;
        }
    }
}
