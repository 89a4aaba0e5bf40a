package org.akoma.cases;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.akoma.Form;
import org.akoma.access.Actor;
import org.akoma.access.Decision;
import org.akoma.access.Decisions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What somebody proposed on a file and took back: the form as it was typed, to be put right and proposed again. */
@Component
class TakenBack {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String BEFORE = ".before";

    /** The forms that are not where the record is read. */
    private static final Map<String, String> FORMS = Map.of(
            Placements.HOME_CHANGE, "/placement/%s/home",
            Mandates.NAMING, "/guardians/new",
            Mandates.END, "/guardians/%s/end",
            Verifications.KIND, "/identity/verification",
            Shares.WRITE, "/share",
            IdentityChanges.KIND, "/identity/edit");

    /** Where the form asks for the reason under another name. */
    private static final Map<String, String> REASONS =
            Map.of(ReturnExceptions.KIND, "exceptionReason", Shares.WRITE, "why", Transfers.KIND, "why");

    /** Fields of a decision that the form names otherwise. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("moveReason", "reason"),
            Map.entry("closureCode", "code"),
            Map.entry("determined", "decision"),
            Map.entry("homecomingState", "state"),
            Map.entry("guardianName", "name"),
            Map.entry("guardianKind", "kind"),
            Map.entry("mandateSince", "appointedOn"),
            Map.entry("mandateUntil", "endedOn"),
            Map.entry("guardianContact", "contact"),
            Map.entry("guardianWords", "words"));

    private final Decisions decisions;
    private final CaseFiles files;
    private final PlacementStore places;
    private final ShelterStore shelters;
    private final BestInterestsStore weighings;
    private final CaseWork work;

    TakenBack(
            Decisions decisions,
            CaseFiles files,
            PlacementStore places,
            ShelterStore shelters,
            BestInterestsStore weighings,
            CaseWork work) {
        this.decisions = decisions;
        this.files = files;
        this.places = places;
        this.shelters = shelters;
        this.weighings = weighings;
        this.work = work;
    }

    /** Where it is put right. @param page of the file on which the record is read */
    static String address(String file, String page, Decision decision) {
        String form = FORMS.getOrDefault(decision.kind(), page).formatted(decision.subject());
        return "/cases/" + file + form + "?again=" + decision.id();
    }

    /** For an address that has parameters already: what was taken back of this record just now; nothing where there is none. */
    String parameter(Actor actor, String kind, @Nullable UUID subject) {
        if (subject == null) return "";
        return work.as(actor, () -> decisions.of(kind, subject)).stream()
                .filter(one -> one.state() == Decision.State.WITHDRAWN)
                .findFirst()
                .map(one -> "&again=" + one.id())
                .orElse("");
    }

    /** What was refused is put right the same way. */
    private static boolean isTakenBack(Decision one) {
        return one.state() == Decision.State.WITHDRAWN || one.state() == Decision.State.REFUSED;
    }

    /** The form to begin with: empty where nothing was taken back, or it is another person's. */
    Form form(Actor actor, String code, @Nullable UUID again) {
        return Filled.with(typed(actor, code, again));
    }

    /** By the names of the form. */
    Map<String, Object> typed(Actor actor, String code, @Nullable UUID again) {
        if (again == null) return Map.of();
        return work.as(
                actor,
                () -> decisions
                        .find(again)
                        .filter(one ->
                                isTakenBack(one) && one.proposedBy().equals(actor.personId()) && one.fileId() != null)
                        .map(one -> fields(code, one))
                        .orElse(Map.of()));
    }

    private Map<String, Object> fields(String code, Decision taken) {
        CaseFile file =
                taken.fileId() == null ? null : files.find(taken.fileId()).orElse(null);
        if (file == null || !file.code().equalsIgnoreCase(code)) return Map.of();
        Map<String, Object> typed = new LinkedHashMap<>();
        taken.fields().forEach((name, value) -> {
            if (!name.endsWith(BEFORE)) typed.put(NAMES.getOrDefault(name, name), day(value));
        });
        String why = taken.why();
        if (why != null) typed.put(REASONS.getOrDefault(taken.kind(), "reason"), why);
        for (String document : List.of("document", "minutesDocument"))
            typed.computeIfPresent(document, (name, address) -> id(address.toString()));
        switch (taken.kind()) {
            case Placements.HOME, ShelterMoves.KIND -> home(file, taken, typed);
            case BestInterests.PANEL -> panel(file, taken, typed);
            case ReturnExceptions.KIND -> put(typed, "exceptionCountry", typed.remove("country"));
            case Tracings.KIND -> typed.put("status", Tracing.Status.VERIFIED);
            case Homecomings.KIND -> typed.put("state", Homecoming.State.ACCEPTED);
            default -> {}
        }
        return typed;
    }

    /** Days are kept as text, and typed in three boxes. */
    private static Object day(Object value) {
        return DAY.matcher(value.toString()).matches() ? LocalDate.parse(value.toString()) : value;
    }

    /** A document is kept by its address, and chosen by its id. */
    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private void home(CaseFile file, Decision taken, Map<String, Object> typed) {
        Placement home = places.find(file.id(), taken.subject()).orElse(null);
        if (home == null) return;
        UUID shelter = home.shelterId();
        if (shelter != null) shelters.find(shelter, work.today()).ifPresent(one -> typed.put("shelter", one.code()));
        put(typed, "address", home.words().address());
        put(typed, "withWhom", home.words().withWhom());
        put(typed, "whyInWords", home.words().whyInWords());
    }

    private void panel(CaseFile file, Decision taken, Map<String, Object> typed) {
        Weighing made = CaseWork.among(weighings.of(file.id()), Weighing::id, taken.subject())
                .orElse(null);
        if (made == null) return;
        typed.put("kind", made.kind());
        put(typed, "ground", made.ground());
        if (made.answer() != null) put(typed, "answerCountry", made.answer().country());
        put(typed, "options", made.words().options());
        put(typed, "childsView", made.words().childsView());
        put(typed, "dissent", made.words().dissent());
        int n = 0;
        for (Weighing.Member member : made.panel()) {
            n++;
            typed.put("member-" + n, member.who());
            typed.put("profession-" + n, member.profession());
        }
    }

    private static void put(Map<String, Object> typed, String name, @Nullable Object value) {
        if (value != null) typed.put(name, value);
    }
}
