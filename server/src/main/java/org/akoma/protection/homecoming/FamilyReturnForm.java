package org.akoma.protection.homecoming;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a way home, in a page or as JSON. */
final class FamilyReturnForm {

    private FamilyReturnForm() {}

    /** @param version of the homecoming that was read; null = a new one */
    static @Nullable PlanReturn read(Form form, @Nullable UUID known, @Nullable Integer version) {
        UUID id = known == null ? form.id("id") : known;
        String country = form.requiredChoice("toCountry", Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2));
        FamilyReturn.TravelMode mode = form.choice("travelMode", FamilyReturn.TravelMode.class);
        FamilyReturn.State state = form.requiredChoice("state", FamilyReturn.State.class);
        String acceptedBy = form.text("acceptedBy", Form.SHORT_TEXT);
        LocalDate acceptedOn = form.date("acceptedOn");
        LocalDate departedOn = form.date("departedOn");
        Instant arrived = form.moment("arrivalConfirmedAt");
        FamilyReturn.Suspension suspended = form.choice("suspendedReason", FamilyReturn.Suspension.class);
        FamilyReturn.SealedText words = new FamilyReturn.SealedText(
                form.text("escort", 500),
                form.text("papers", 500),
                form.text("homeAddress", 500),
                form.text("suspendedWords", Form.LONG_TEXT));
        if (!form.isSound() || country == null || state == null) return null;
        return new PlanReturn(
                id == null ? Ids.next() : id,
                version,
                country,
                mode,
                state,
                acceptedBy,
                acceptedOn,
                departedOn,
                arrived,
                suspended,
                words);
    }
}
