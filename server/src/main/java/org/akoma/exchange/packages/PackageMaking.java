package org.akoma.exchange.packages;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.exchange.dossiers.Dossier;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.springframework.stereotype.Component;

/** Makes the encrypted file of one child or several, and gives it out. Inside a transaction of who takes it. */
@Component
class PackageMaking {

    private final PackageArchiveStore archives;
    private final PartnerKeyStore keys;
    private final PackageContent content;
    private final HouseKeys house;
    private final CaseFiles files;
    private final Journal journal;
    private final Clock clock;

    PackageMaking(
            PackageArchiveStore archives,
            PartnerKeyStore keys,
            PackageContent content,
            HouseKeys house,
            CaseFiles files,
            Journal journal,
            Clock clock) {
        this.archives = archives;
        this.keys = keys;
        this.content = content;
        this.house = house;
        this.files = files;
        this.journal = journal;
        this.clock = clock;
    }

    /** @param asked at least one, all agreed to and for the same key */
    void make(Actor actor, UUID id, List<SentPackage> asked) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        List<Manifest.Child> children = new ArrayList<>();
        for (SentPackage one : asked) {
            CaseFile file = files.find(one.fileId()).orElseThrow();
            children.add(new Manifest.Child(one.id(), file.code(), one.purpose(), one.minimum()));
            PackageContent.Members made = content.of(actor, file, one, children.size());
            members.putAll(made.bytes());
            noteLeftOut(file, one, made.leftOut());
        }
        PartnerKey to = keys.find(asked.getFirst().key()).orElseThrow();
        List<HouseKey> signing = house.signing();
        Manifest manifest = new Manifest(
                Manifest.Kind.PACKAGE,
                Manifest.SCHEMA,
                id,
                actor.organisation(),
                HouseKey.fingerprints(signing),
                to.structure(),
                to.open().recipient(),
                clock.instant(),
                soonest(asked),
                children,
                List.of());
        archives.pack(id, asked, SealedFile.write(signing, to.open(), manifest, members));
    }

    /** Who left it out is who makes the package. */
    private void noteLeftOut(CaseFile file, SentPackage asked, List<Dossier.LeftOut> leftOut) {
        if (leftOut.isEmpty()) return;
        List<String> places = leftOut.stream()
                .map(one -> one.part() + "." + one.field() + (one.on() == null ? "" : " " + one.on()))
                .toList();
        journal.note(
                file.id(),
                Section.STATUS,
                "packages.left-out",
                Map.of("to", asked.to(), "package", asked.id(), "passages", places));
    }

    private static Instant soonest(List<SentPackage> asked) {
        return asked.stream()
                .map(one -> Objects.requireNonNull(one.until()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Each time is journalled on the file of each child. */
    byte[] take(PackageArchive archive, List<UUID> packed) {
        byte[] bytes = archives.take(archive.id());
        journal.note(packed.stream()
                .map(file -> new Journal.Note(
                        file,
                        Section.STATUS,
                        "packages.taken",
                        Map.of("to", archive.to(), "package", archive.id(), "sha256", archive.sha256())))
                .toList());
        return bytes;
    }
}
