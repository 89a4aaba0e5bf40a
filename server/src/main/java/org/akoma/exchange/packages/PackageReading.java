package org.akoma.exchange.packages;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.akoma.exchange.dossiers.Dossiers;
import org.akoma.exchange.packages.PackageContents.State;
import org.akoma.exchange.packages.PackageRefused.Reason;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens a package that came and checks it: as a whole, and each child by itself. Makes nothing. Inside a transaction of who imports. */
@Component
class PackageReading {

    private static final Pattern CODE = Pattern.compile("[A-Z]{2,6}-[0-9]{3,9}");

    /** So far the clock of the sender may be ahead of ours; {@code packages.is_ahead} says the same. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final PackageStore store;
    private final PackageOpening opening;
    private final Organisations organisations;
    private final Clock clock;

    PackageReading(PackageStore store, PackageOpening opening, Organisations organisations, Clock clock) {
        this.store = store;
        this.opening = opening;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** A package and what it holds. */
    record Read(SealedFile.Opened<PartnerKey> opened, PackageContents contents) {
        Manifest list() {
            return opened.manifest();
        }

        /** @param number of the child in the list, from 1 */
        byte[] member(int number, String kind) {
            return opened.member(PackageContent.name(number, kind));
        }
    }

    /**
     * One key opens what is sent to any structure of the house: a package for one is not for the supervisors of another.
     *
     * @throws PackageRefused with the reason that holds for all of it
     */
    Read read(Actor actor, byte[] file) {
        SealedFile.Opened<PartnerKey> opened = opened(file);
        Manifest list = opened.manifest();
        if (!list.to().equals(actor.organisation())
                && organisations.find(list.to()).isPresent()) throw new PackageRefused(Reason.OTHER_STRUCTURE);
        if (list.children().isEmpty() || list.children().size() > Manifest.MOST_CHILDREN)
            throw new PackageRefused(Reason.CONTENT);
        if (list.children().stream().allMatch(one -> store.isKnown(one.id()))) throw new PackageRefused(Reason.REPLAY);
        if (list.madeAt().isAfter(clock.instant().plus(CLOCKS_DIFFER))) throw new PackageRefused(Reason.AHEAD);
        if (!list.expiresAt().isAfter(clock.instant())) throw new PackageRefused(Reason.EXPIRED);
        List<PackageContents.Child> children = IntStream.rangeClosed(
                        1, list.children().size())
                .mapToObj(number -> child(opened, number))
                .toList();
        return new Read(
                opened,
                new PackageContents(
                        list.id(),
                        opened.signer().structure(),
                        opened.signer().fingerprint(),
                        list.madeAt(),
                        list.expiresAt(),
                        children));
    }

    private SealedFile.Opened<PartnerKey> opened(byte[] file) {
        return opening.open(file, Manifest.Kind.PACKAGE, PackageContent::names);
    }

    /** The structure of this house that a package names; empty where it names none, or is none. */
    Optional<String> addressee(byte[] file) {
        try {
            return organisations.find(opened(file).manifest().to()).map(Organisation::code);
        } catch (PackageRefused later) {
            return Optional.empty();
        }
    }

    private PackageContents.Child child(SealedFile.Opened<PartnerKey> opened, int number) {
        Manifest.Child said = opened.manifest().children().get(number - 1);
        try {
            PackageContents.Child child = read(said, opened.member(PackageContent.name(number, PackageContent.RECORD)));
            if (store.isKnown(said.id())) return child.known();
            if (store.isCalledBack(said.id(), opened.signer().id())) return child.refused(Reason.CALLED_BACK);
            return store.cameAs(opened.signer().id(), said.code())
                    .map(came -> again(child, came, opened.manifest()))
                    .orElse(child);
        } catch (PackageRefused refused) {
            return new PackageContents.Child(
                            said.id(),
                            CODE.matcher(said.code()).matches() ? said.code() : "",
                            said.purpose(),
                            said.minimum(),
                            "",
                            null,
                            "",
                            Map.of(),
                            State.REFUSED,
                            null,
                            List.of(),
                            null)
                    .refused(refused.reason());
        }
    }

    /** Known by its sender and the sender's code, whatever the package: no second file. */
    private static PackageContents.Child again(PackageContents.Child child, PackageStore.Came came, Manifest list) {
        if (!came.sex().equals(child.sex())) return child.refused(Reason.AGAIN_OTHER);
        if (came.erased())
            return list.madeAt().isAfter(came.madeAt()) ? child.erased() : child.refused(Reason.AGAIN_OLDER);
        if (!list.madeAt().isAfter(came.madeAt())) return child.refused(Reason.AGAIN_OLDER);
        return came.code() == null ? child.refused(Reason.AGAIN_NOT_YOURS) : child.again(came.code());
    }

    private static PackageContents.Child read(Manifest.Child said, byte[] member) {
        JsonNode record = record(member);
        JsonNode child = record.path("child");
        if (!CODE.matcher(said.code()).matches()
                || !said.code().equals(record.path("code").asString(""))
                || said.minimum() != record.path("minimum").asBoolean(false)) throw new PackageRefused(Reason.CONTENT);
        Map<String, Integer> parts = new LinkedHashMap<>();
        record.properties().stream()
                .filter(one ->
                        Dossiers.PARTS.contains(one.getKey()) && one.getValue().isArray())
                .forEach(one -> parts.put(one.getKey(), one.getValue().size()));
        return new PackageContents.Child(
                said.id(),
                said.code(),
                said.purpose(),
                said.minimum(),
                child.path("sex").asString(""),
                child.path("ageAtRescue").isInt() ? child.path("ageAtRescue").asInt() : null,
                child.path("country").asString(""),
                parts,
                State.READY,
                null,
                List.of(),
                null);
    }

    private static JsonNode record(byte[] bytes) {
        JsonNode record;
        try {
            record = JsonMapper.shared().readTree(bytes);
        } catch (JacksonException none) {
            throw new PackageRefused(Reason.CONTENT);
        }
        if (!record.path("schema").asString("").equals(Dossiers.SCHEMA)) throw new PackageRefused(Reason.SCHEMA);
        return record;
    }
}
