package org.akoma.exchange.packages;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.akoma.exchange.packages.PackageRefused.Reason;
import org.springframework.stereotype.Component;

/** Opens packages and receipts by this house's keys, and verifies them by those of partners: with the reason where a key has ended. Inside a transaction. */
@Component
class PackageOpening {

    private final PartnerKeyStore keys;
    private final HouseKeys house;
    private final Clock clock;

    PackageOpening(PartnerKeyStore keys, HouseKeys house, Clock clock) {
        this.keys = keys;
        this.house = house;
        this.clock = clock;
    }

    /** @throws PackageRefused with the reason */
    SealedFile.Opened<PartnerKey> open(byte[] file, Manifest.Kind kind, Function<Manifest, Set<String>> names) {
        List<PartnerKey> ended = new ArrayList<>();
        try {
            SealedFile.Opened<PartnerKey> opened = SealedFile.read(
                    file,
                    house.all().stream().map(HouseKeys.Own::key).toList(),
                    kind,
                    names,
                    print -> signer(print, ended),
                    PartnerKey::open);
            house.refuseEnded(opened.manifest().recipient());
            return opened;
        } catch (PackageRefused refused) {
            if (refused.reason() != Reason.UNKNOWN_SIGNER || ended.isEmpty()) throw refused;
            throw new PackageRefused(
                    ended.stream().anyMatch(PartnerKey::lost) ? Reason.SIGNER_LOST : Reason.SIGNER_OVER);
        }
    }

    /** @param ended receives the keys that were confirmed here and are not believed any more */
    private Optional<PartnerKey> signer(String fingerprint, List<PartnerKey> ended) {
        List<PartnerKey> known = keys.all().stream()
                .filter(one -> one.confirmedAt() != null && one.fingerprint().equals(fingerprint))
                .toList();
        Optional<PartnerKey> believed =
                known.stream().filter(one -> one.verifies(clock.instant())).findFirst();
        if (believed.isEmpty()) ended.addAll(known);
        return believed;
    }
}
