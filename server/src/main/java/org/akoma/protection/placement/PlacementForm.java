package org.akoma.protection.placement;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a placement, in a page or as JSON. */
final class PlacementForm {

    private PlacementForm() {}

    /** @return null when something is wrong: see the form's errors */
    static @Nullable PlaceChild read(Form form) {
        UUID id = form.id("id");
        Placement.Kind kind = form.requiredChoice("kind", Placement.Kind.class);
        String shelter = form.text("shelter", 60);
        String country = country(form, "country");
        LocalDate since = form.requiredDate("since");
        Placement.Reason reason = form.choice("reason", Placement.Reason.class);
        LocalDate order = form.date("careOrderOn");
        if (order != null) form.wrong("careOrderOn", "cases.care-order-afterwards");
        Placement.Relation relation = form.choice("relation", Placement.Relation.class);
        Placement.SealedText words = new Placement.SealedText(
                        form.text("address", 500),
                        form.text("withWhom", 500),
                        form.text("whyInWords", Form.LONG_TEXT),
                        null)
                .of(relation);
        if (!form.isSound() || kind == null || country == null || since == null) return null;
        return new PlaceChild(id == null ? Ids.next() : id, kind, shelter, country, since, reason, order, words);
    }

    private static @Nullable String country(Form form, String field) {
        Set<String> known = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
        return form.requiredChoice(field, known);
    }
}
