package org.akoma.protection.directory;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.reference.Places;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** The directory of structures: each structure's own people keep its entry, the project that of an authority without accounts; everybody on the care side reads it. */
@Service
public class Directory {

    private final DirectoryStore store;
    private final Organisations organisations;
    private final People people;
    private final CaseWork work;
    private final Places places;
    private final Decisions decisions;
    private final ApplicationEventPublisher events;

    Directory(
            DirectoryStore store,
            Organisations organisations,
            People people,
            CaseWork work,
            Places places,
            Decisions decisions,
            ApplicationEventPublisher events) {
        this.store = store;
        this.organisations = organisations;
        this.people = people;
        this.work = work;
        this.places = places;
        this.decisions = decisions;
        this.events = events;
    }

    /** Whom a structure's entry names as its focal point; empty for nobody. Call inside an actor's transaction. */
    public Optional<UUID> focal(UUID structure) {
        return store.focal(structure);
    }

    /** The number at which a structure is called; empty where its entry says none. Call inside an actor's transaction. */
    public Optional<String> telephone(UUID structure) {
        return store.telephone(structure);
    }

    /** The region in which a structure works, by its p-code; empty where its entry says none. Call inside an actor's transaction. */
    public Optional<String> region(UUID structure) {
        return store.region(structure);
    }

    static boolean reads(Actor actor) {
        return actor.may(Verb.DIRECTORY_READ);
    }

    /** A structure's own people keep its entry, and its deputy; the project keeps that of an authority that has nobody here. */
    boolean keeps(Actor actor, Organisation structure) {
        return actor.may(Verb.DIRECTORY_WRITE)
                && (actor.organisationId().equals(structure.id())
                        || work.as(
                                actor,
                                () -> people.mayLead(actor.personId(), structure.id())
                                        || organisations.keepsNames(actor, structure)));
    }

    /** Whether the actor names the structure's focal point: a supervisor or deputy, and never oneself. */
    boolean namesFocalPoint(Actor actor, Organisation structure) {
        return keeps(actor, structure) && work.as(actor, () -> store.namesFocal(structure.id(), null));
    }

    /**
     * What is looked for.
     *
     * @param text a part of code or name
     */
    public record Search(
            @Nullable String text,
            @Nullable String service,
            @Nullable String country,
            @Nullable String region) {}

    /** Structures that exist today and fit, by code. Law enforcement is no part of it: its side has its own register. */
    List<StructureEntry> find(Actor actor, Search wanted) {
        if (!reads(actor)) return List.of();
        return work.as(
                actor,
                () -> store.of(here().stream().filter(one -> fits(one, wanted)).toList()).stream()
                        .filter(entry ->
                                wanted.service() == null || entry.services().contains(wanted.service()))
                        .filter(entry ->
                                wanted.region() == null || wanted.region().equals(entry.region()))
                        .toList());
    }

    private List<Organisation> here() {
        LocalDate today = work.today();
        return organisations.all().stream()
                .filter(one -> one.existsOn(today) && one.kind() != Organisation.Kind.LAW_ENFORCEMENT)
                .toList();
    }

    private static boolean fits(Organisation one, Search wanted) {
        String text = wanted.text() == null ? "" : wanted.text().toLowerCase(Locale.ROOT);
        boolean named = one.code().toLowerCase(Locale.ROOT).contains(text)
                || one.label().toLowerCase(Locale.ROOT).contains(text)
                || one.nameIn(Locale.ENGLISH).toLowerCase(Locale.ROOT).contains(text);
        return named && (wanted.country() == null || one.country().equals(wanted.country()));
    }

    /** How many structures say that they work in a region, by its p-code: where they are open to others, never a shelter. */
    Map<String, Long> byRegion(Actor actor) {
        return find(actor, new Search(null, null, null, null)).stream()
                .filter(entry -> entry.region() != null)
                .collect(Collectors.groupingBy(StructureEntry::region, TreeMap::new, Collectors.counting()));
    }

    /** How many structures there are in each country, for the map. */
    Map<String, Long> byCountry(Actor actor) {
        return work.as(
                actor,
                () -> here().stream()
                        .collect(Collectors.groupingBy(Organisation::country, TreeMap::new, Collectors.counting())));
    }

    Optional<StructureEntry> find(Actor actor, String code) {
        if (!reads(actor)) return Optional.empty();
        return work.as(
                actor,
                () -> organisations
                        .find(code)
                        .filter(one -> one.kind() != Organisation.Kind.LAW_ENFORCEMENT)
                        .map(store::of));
    }

    /** Whom of a structure the actor may name as its focal point. */
    List<String> focalPoints(Actor actor, Organisation structure) {
        return work.as(
                actor,
                () -> people.at(structure.id()).stream()
                        .filter(person -> person.may(Verb.REFERRAL_ANSWER))
                        .filter(person -> !person.id().equals(actor.personId()))
                        .map(Person::code)
                        .toList());
    }

    /**
     * Rewrites the entry of a structure. The focal point stays as it is where who may not name one says nothing of it; another telephone or e-mail
     * address, or none, waits for a second person.
     *
     * @param wanted names the version that was read; 0 = there was none
     */
    public Outcome<StructureEntry> keep(Actor actor, StructureEntry wanted) {
        if (!keeps(actor, wanted.structure())) return new Outcome.Forbidden<>();
        if (wanted.region() != null && places.find(wanted.region()).isEmpty())
            return Outcome.Refused.because("region", "referrals.no-region");
        return work.as(actor, () -> {
            Organisation structure = wanted.structure();
            StructureEntry now = store.of(structure);
            if (now.version() != wanted.version()) return stale(now, wanted);
            UUID before = store.focal(structure.id()).orElse(null);
            UUID focal = wanted.focalPoint() == null && !store.namesFocal(structure.id(), null) ? before : null;
            if (wanted.focalPoint() != null) {
                focal = people.find(wanted.focalPoint())
                        .filter(person -> person.organisationId().equals(structure.id()))
                        .filter(person -> person.may(Verb.REFERRAL_ANSWER))
                        .map(Person::id)
                        .orElse(null);
                if (focal == null) return Outcome.Refused.because("focalPoint", "referrals.no-focal");
            }
            if (!Objects.equals(before, focal) && !store.namesFocal(structure.id(), focal))
                return Outcome.Refused.because("focalPoint", "referrals.focal-by-another");
            boolean renumbered = !Objects.equals(now.telephone(), wanted.telephone());
            boolean readdressed = !Objects.equals(now.email(), wanted.email());
            if ((renumbered || readdressed) && decisions.waitsOfAnother(NumberDecisions.KIND, structure.id()))
                return Outcome.Refused.because(renumbered ? "telephone" : "email", Decisions.WAITS_OF_ANOTHER);
            if (!store.save(wanted, focal, actor.personId(), work.now())) return stale(store.of(structure), wanted);
            events.publishEvent(new Acted(actor, "referrals.entry-kept", Map.of("structure", structure.code())));
            if (renumbered || readdressed) askNumber(actor, now, wanted.telephone(), wanted.email());
            return new Outcome.Done<>(store.of(structure));
        });
    }

    private void askNumber(Actor actor, StructureEntry now, @Nullable String telephone, @Nullable String email) {
        Organisation structure = now.structure();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(NumberDecisions.STRUCTURE, structure.code());
        if (now.telephone() != null) shown.put(NumberDecisions.BEFORE, now.telephone());
        if (telephone != null) shown.put(NumberDecisions.TELEPHONE, telephone);
        if (now.email() != null) shown.put(NumberDecisions.EMAIL_BEFORE, now.email());
        if (email != null) shown.put(NumberDecisions.EMAIL, email);
        int number = store.askNumber(structure.id(), telephone, email);
        decisions.propose(
                actor, Proposal.of(NumberDecisions.KIND, structure.id(), number).with(shown));
        events.publishEvent(new Acted(actor, "referrals.number-asked", Map.of("structure", structure.code())));
    }

    /** Another telephone or e-mail address of the structure that waits for a second person. */
    Optional<NumberAsked> numberAsked(Actor actor, Organisation structure) {
        return work.as(actor, () -> store.numberAsked(structure.id()));
    }

    private static Outcome<StructureEntry> stale(StructureEntry now, StructureEntry wanted) {
        return new Outcome.Stale<>(now, Differences.between(fields(now), fields(wanted)));
    }

    private static Map<String, @Nullable Object> fields(StructureEntry entry) {
        return Differences.fields(
                "services", entry.services(),
                "region", entry.region(),
                "office", entry.office(),
                "hours", entry.hours(),
                "capacity", entry.capacity(),
                "languages", entry.languages(),
                "telephone", entry.telephone(),
                "email", entry.email(),
                "focalPoint", entry.focalPoint());
    }

    /** A structure, as the register has it. */
    public Organisation structure(Actor actor, String code) {
        return work.as(actor, () -> organisations.find(code).orElseThrow());
    }
}
