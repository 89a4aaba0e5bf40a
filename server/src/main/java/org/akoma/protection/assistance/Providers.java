package org.akoma.protection.assistance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who gives which services, and for how many there is room: what those who plan look at. */
@Component
public class Providers {

    private final ProviderStore store;
    private final Shelters shelters;
    private final Organisations organisations;
    private final CaseWork work;
    private final Journal journal;

    Providers(ProviderStore store, Shelters shelters, Organisations organisations, CaseWork work, Journal journal) {
        this.store = store;
        this.shelters = shelters;
        this.organisations = organisations;
        this.work = work;
        this.journal = journal;
    }

    /**
     * What gives a service.
     *
     * @param provider its code; null = a shelter, which records name by its id alone
     * @param givenAt the shelter, or the desk of the structure, which sees its own; null = its people do not work here
     */
    record Place(@Nullable String provider, @Nullable UUID givenAt) {}

    /** Providers with what they offered on that day and how many children had it; shelters among them for those who place children. */
    public List<Provider> all(Actor actor, LocalDate day) {
        if (!actor.may(Verb.PROVIDER_READ)) return List.of();
        return work.as(actor, () -> {
            List<Provider> all = new ArrayList<>(store.all(day));
            if (day.equals(work.today())) shelters.of(actor).forEach(shelter -> all.add(asProvider(shelter)));
            return List.copyOf(all);
        });
    }

    /** Code to the text of a choice; where the number of places is given, with how many are taken. */
    Map<String, String> choices(Actor actor) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (Provider one : all(actor, work.today())) choices.put(one.code(), one.label() + taken(one));
        return choices;
    }

    /** Code to name. */
    Map<String, String> names(Actor actor) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Provider one : all(actor, work.today())) names.put(one.code(), one.label());
        return names;
    }

    private static String taken(Provider one) {
        return one.offers().stream()
                .filter(offer -> offer.free() != null)
                .findFirst()
                .map(offer -> " (" + offer.taken() + "/" + offer.places() + ")")
                .orElse("");
    }

    private static Provider asProvider(Shelter shelter) {
        Provider.Offer beds =
                new Provider.Offer("IMM_SHELTER", shelter.capacity(), LocalDate.EPOCH, null, shelter.occupied());
        return new Provider(
                shelter.id(), shelter.code(), shelter.called(), "SHELTER", shelter.country(), null, List.of(beds));
    }

    /** A supervisor adds a provider. The same code again is the provider that there is. */
    public Outcome<Provider> open(Actor actor, OpenProvider command) {
        if (!actor.may(Verb.PROVIDER_WRITE)) return new Outcome.Forbidden<>();
        return work.as(actor, () -> {
            Organisation structure = command.organisation() == null
                    ? null
                    : organisations.findToday(command.organisation()).orElse(null);
            if (command.organisation() != null && structure == null)
                return Outcome.Refused.because("organisation", "assistance.unknown-structure");
            if (store.find(command.code(), work.today()).isPresent())
                return Outcome.Refused.because("code", "assistance.provider-known");
            store.insert(command, structure == null ? null : structure.id(), actor.personId(), work.now());
            journal.noteOwn(actor, "assistance.provider-opened", Map.of("provider", command.code()));
            return new Outcome.Done<>(store.find(command.code(), work.today()).orElseThrow());
        });
    }

    Outcome<Provider> offer(Actor actor, String code, OfferService input) {
        LocalDate since = input.since() == null ? work.today() : input.since();
        return offer(actor, code, input.service(), input.places(), since);
    }

    /**
     * From that day on the provider gives this service, for so many; an offer that ran until then ends.
     *
     * @param places null = not given
     */
    public Outcome<Provider> offer(
            Actor actor, String code, String service, @Nullable Integer places, LocalDate since) {
        if (!actor.may(Verb.PROVIDER_WRITE)) return new Outcome.Forbidden<>();
        return work.as(actor, () -> {
            Provider provider = store.find(code, work.today()).orElse(null);
            if (provider == null) return new Outcome.NotFound<>();
            if (!store.offer(provider.id(), service, places, since))
                return Outcome.Refused.because("since", "assistance.offer-since");
            journal.noteOwn(actor, "assistance.offer-changed", Map.of("provider", code, "service", service));
            return new Outcome.Done<>(store.find(code, since.isAfter(work.today()) ? since : work.today())
                    .orElseThrow());
        });
    }

    /** Where a service that names this provider is given; empty when there is no such provider. Call inside the caller's work. */
    Optional<Place> place(Actor actor, @Nullable String code) {
        if (code == null) return Optional.empty();
        Optional<Place> found = store.place(code);
        if (found.isPresent()) return found;
        return shelters.of(actor).stream()
                .filter(shelter -> shelter.code().equals(code))
                .findFirst()
                .map(shelter -> new Place(null, shelter.id()));
    }

    /** The number of places of the provider on that day; null when not given. */
    @Nullable
    Integer places(String code, String service, LocalDate day) {
        return store.places(code, service, day);
    }
}
