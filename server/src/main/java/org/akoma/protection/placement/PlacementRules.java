package org.akoma.protection.placement;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.Ages;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Why a placement is refused, as it is proposed and again when it is decided. Call inside an actor's transaction. */
@Component
class PlacementRules {

    private final PlacementStore store;
    private final ShelterDangerStore dangers;
    private final WaysAbroad ways;
    private final Shelters shelters;
    private final ReturnExceptions exceptions;
    private final CaseFiles files;
    private final Identities identities;
    private final CaseWork work;
    private final Policies policies;

    PlacementRules(
            PlacementStore store,
            ShelterDangerStore dangers,
            WaysAbroad ways,
            Shelters shelters,
            ReturnExceptions exceptions,
            CaseFiles files,
            Identities identities,
            CaseWork work,
            Policies policies) {
        this.store = store;
        this.dangers = dangers;
        this.ways = ways;
        this.shelters = shelters;
        this.exceptions = exceptions;
        this.files = files;
        this.identities = identities;
        this.work = work;
        this.policies = policies;
    }

    List<FieldError> obstacles(CaseFile file, PlaceChild wanted, @Nullable Shelter home) {
        Placement current = store.in(file.id(), Placement.State.CURRENT).orElse(null);
        FieldError why = files.closes(file.id(), "kind");
        if (why == null) why = wanted.refusal(file, identities.birthDate(file), current, work.today(), policies);
        if (why == null && home == null && store.isSoughtUnseen(file.id()))
            why = FieldError.of("kind", "cases.home-while-sought");
        if (why == null
                && !accepted(file, wanted.kind(), wanted.country(), home, wanted.since())
                && !store.turnsBack(file.id(), wanted.country(), wanted.id()))
            why = FieldError.of("country", "cases.placement-unaccepted");
        if (why == null && waits(file) && beginning(file, wanted, home) == Beginning.APPROVED_BEFORE)
            why = FieldError.of("kind", "cases.placement-waits");
        if (why == null && isThere(wanted, home, current))
            why = FieldError.of("shelter", "cases.placement-same-shelter", home == null ? "" : home.called());
        if (why == null && home != null) why = noRoom(file, home, wanted.id(), wanted.since());
        if (why == null) why = carer(file, wanted.kind(), wanted.words());
        return why != null
                ? List.of(why)
                : unready(
                        file,
                        wanted.kind(),
                        wanted.words(),
                        wanted.country(),
                        wanted.since(),
                        crosses(file, wanted.id(), wanted.country(), home),
                        true);
    }

    /** The child stays in this shelter already: to move it there again is no move. */
    private static boolean isThere(PlaceChild wanted, @Nullable Shelter home, @Nullable Placement current) {
        return home != null
                && current != null
                && wanted.kind() == Placement.Kind.SHELTER
                && current.kind() == Placement.Kind.SHELTER
                && home.id().equals(current.shelterId());
    }

    /** Another home is proposed. It never keeps a child from a bed for the night: what begins at once begins all the same. */
    private boolean waits(CaseFile file) {
        return store.of(file.id()).stream().anyMatch(one -> one.state() == Placement.State.PROPOSED && !one.isAgreed());
    }

    /** How a home may begin. */
    enum Beginning {
        /** The first nights in a shelter of the file's own structure. */
        ALONE,
        /** At once, and put to a supervisor, who confirms or reverses it. */
        CONFIRMED_AFTER,
        /** When a supervisor has approved it. */
        APPROVED_BEFORE
    }

    private static final int FIRST_NIGHTS = 3;

    /** The same as the database asks: {@code cases.first_nights}, and {@code cases.is_of_danger} of a shelter that a danger may be about. */
    Beginning beginning(CaseFile file, PlaceChild wanted, @Nullable Shelter home) {
        if (wanted.kind().needsApproval() || home == null) return Beginning.APPROVED_BEFORE;
        if (crosses(file, wanted.id(), wanted.country(), home)) return Beginning.APPROVED_BEFORE;
        if (dangers.mayBeOfDanger(file.id(), home.id(), wanted.id())) return Beginning.APPROVED_BEFORE;
        List<Placement> lived = store.of(file.id()).stream()
                .filter(one -> one.state() == Placement.State.CURRENT || one.state() == Placement.State.ENDED)
                .toList();
        LocalDate first = work.today().minusDays(FIRST_NIGHTS);
        boolean nights = lived.stream()
                .allMatch(one ->
                        one.kind() == Placement.Kind.SHELTER && !one.since().isBefore(first));
        if (nights && home.organisationId().equals(file.organisationId())) return Beginning.ALONE;
        boolean nowhere = lived.stream().noneMatch(one -> one.state() == Placement.State.CURRENT);
        return nowhere || wanted.reason() == Placement.Reason.SAFETY
                ? Beginning.CONFIRMED_AFTER
                : Beginning.APPROVED_BEFORE;
    }

    private static boolean related(Placement.SealedText words) {
        return words.relation() != null && words.relation().isFamily();
    }

    /** While the family bars a return, who takes the child in is named, and how they are related to it. */
    private @Nullable FieldError carer(CaseFile file, Placement.Kind kind, Placement.SealedText words) {
        if (!kind.needsApproval() || kind.isFamily() || !store.familyBars(file.id())) return null;
        if (words.relation() == null) return FieldError.of("relation", "cases.carer-relation");
        return words.withWhom() == null ? FieldError.of("withWhom", "cases.carer-unnamed") : null;
    }

    /**
     * What a return to a family still lacks, or any home that is no shelter while a danger runs, unless an exception for that country covers it; round what
     * another home across a border needs there is no way.
     */
    private List<FieldError> unready(
            CaseFile file,
            Placement.Kind kind,
            Placement.SealedText words,
            String country,
            LocalDate since,
            boolean crosses,
            boolean proposing) {
        boolean barred = kind.needsApproval() && !kind.isFamily() && related(words) && store.familyBars(file.id());
        boolean whole = kind.isFamily() || barred;
        if (!kind.needsApproval() && !crosses) return List.of();
        ReturnGate all = exceptions.gate(file, country, since);
        if (crosses && !kind.isFamily() && !all.atABorder().isOpen())
            return all.atABorder().errors(file.code());
        if (!kind.needsApproval()) return List.of();
        ReturnGate asked = whole ? all : all.ofDanger();
        boolean may = asked.isOpen() || exceptions.covers(file, country, asked, proposing);
        return may ? List.of() : asked.errors(file.code());
    }

    /** Whether the child leaves the country for this home; to a first shelter of its own structure, or back from where it never went, it does not. */
    private boolean crosses(CaseFile file, UUID placement, String country, @Nullable Shelter home) {
        return !country.equals(store.countryNow(file.id()).orElse(file.country()))
                && !isFirst(file, home)
                && !isBedOfAFoundChild(file, country, home)
                && !store.turnsBack(file.id(), country, placement);
    }

    private boolean isBedOfAFoundChild(CaseFile file, String country, @Nullable Shelter home) {
        return home != null && store.maySleepWhereFound(file.id(), country);
    }

    /** Whether this home is in another country than the one where the child is: it begins with the arrival there. */
    boolean isAbroad(CaseFile file, Placement home) {
        return crosses(file, home.id(), home.country(), null);
    }

    private boolean isFirst(CaseFile file, @Nullable Shelter home) {
        return home != null
                && home.organisationId().equals(file.organisationId())
                && store.of(file.id()).stream()
                        .allMatch(one ->
                                one.state() == Placement.State.PROPOSED || one.state() == Placement.State.REFUSED);
    }

    /**
     * A child lives in another country than the one where it is only once that country's authority has accepted it (T14). A first shelter of
     * the file's own structure is no move, nor is the bed of a child who went missing and was seen again.
     */
    private boolean accepted(
            CaseFile file, Placement.Kind kind, String country, @Nullable Shelter home, LocalDate since) {
        if (kind == Placement.Kind.SHELTER && (isFirst(file, home) || isBedOfAFoundChild(file, country, home)))
            return true;
        String from = store.countryNow(file.id()).orElse(file.country());
        return country.equals(from) || ways.isAccepted(file.id(), country, since);
    }

    /** Sex, age, and a bed on every day from then on; the shelter is locked first, so that the answer holds. */
    private @Nullable FieldError noRoom(CaseFile file, Shelter shelter, UUID placement, LocalDate since) {
        if (!shelter.agreed()) return FieldError.of("shelter", "cases.shelter-unconfirmed", shelter.called());
        if (!shelter.takesOn(since)) return FieldError.of("shelter", "cases.shelter-closed", shelter.called());
        FieldError why = shelter.refusal(file.sex(), Ages.on(file, identities.birthDate(file), since));
        if (why != null) return why;
        boolean full = shelters.isFull(shelter, placement, since);
        return full ? FieldError.of("shelter", "cases.shelter-full", shelter.called(), shelter.capacity()) : null;
    }

    /** Everything is judged again as it is on the day of the decision. */
    List<FieldError> unready(CaseFile file, Placement proposed) {
        Shelter home = proposed.shelterId() == null
                ? null
                : shelters.find(proposed.shelterId()).orElse(null);
        FieldError closes = files.closes(file.id(), "decision");
        if (closes != null) return List.of(closes);
        if (home == null && store.isSoughtUnseen(file.id()))
            return List.of(FieldError.of("decision", "cases.home-while-sought"));
        if (dangers.askedBeforeDanger(proposed.id()))
            return List.of(FieldError.of("decision", "cases.shelter-of-danger"));
        if (!accepted(file, proposed.kind(), proposed.country(), home, proposed.since())
                && !store.turnsBack(file.id(), proposed.country(), proposed.id()))
            return List.of(FieldError.of("decision", "cases.placement-unaccepted"));
        LocalDate there = store.in(file.id(), Placement.State.CURRENT)
                .map(Placement::since)
                .filter(proposed.since()::isBefore)
                .orElse(null);
        if (there != null) return List.of(FieldError.of("decision", "cases.placement-overtaken", there));
        FieldError full = home == null ? null : noRoom(file, home, proposed.id(), proposed.since());
        if (full != null)
            return List.of(FieldError.of("decision", full.code(), full.args().toArray()));
        FieldError carer = carer(file, proposed.kind(), proposed.words());
        if (carer != null) return List.of(FieldError.of("decision", carer.code()));
        boolean crosses = crosses(file, proposed.id(), proposed.country(), home);
        return unready(file, proposed.kind(), proposed.words(), proposed.country(), proposed.since(), crosses, false);
    }
}
