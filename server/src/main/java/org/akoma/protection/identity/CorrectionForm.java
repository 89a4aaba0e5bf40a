package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a correction of the registration, in a page or as JSON: the whole of it, as it should have been. */
final class CorrectionForm {

    private CorrectionForm() {}

    /** @return null when something is wrong: see the form's errors */
    static @Nullable CorrectRegistration read(Form form, CodeLists lists, @Nullable Integer version, LocalDate today) {
        UUID id = form.id("id");
        String sex = form.requiredChoice("sex", codes(lists, "sex"));
        Integer age = form.integer("age", 0, CorrectRegistration.OLDEST);
        boolean estimated = form.ticked("ageEstimated");
        LocalDate born = form.date("birthDate");
        if (born != null && born.isAfter(today)) form.wrong("birthDate", "form.future");
        String method = form.choice("ageMethod", codes(lists, "age-method"));
        String nationality = form.choice("nationality", codes(lists, "country"));
        String country = form.requiredChoice("country", codes(lists, "country"));
        String sector = form.choice("sector", codes(lists, "sector"));
        String reason = form.requiredWords("reason", 2_000);
        if (!form.isSound() || version == null || sex == null || country == null || reason == null) return null;
        Particulars wanted = new Particulars(sex, age, estimated, born, method, nationality, country, sector);
        return new CorrectRegistration(id == null ? Ids.next() : id, version, wanted, reason);
    }

    private static List<String> codes(CodeLists lists, String list) {
        return lists.codesOf(list);
    }
}
