package org.akoma.ground.passkeys;

import org.akoma.ground.database.CheckResult;

/** Whether passkeys can be offered at the public address, and if not, why. */
public final class PasskeyCheck {

    private PasskeyCheck() {}

    /** @param address the setting {@code akoma.address}, of which the settings were found sound */
    public static CheckResult of(String address) {
        return switch (RelyingParty.problem(address)) {
            case null -> CheckResult.ok("doctor.passkeys.offered", address.strip());
            case NO_ADDRESS -> CheckResult.warning("doctor.passkeys.none");
            case NUMBER -> CheckResult.warning("doctor.passkeys.number", address.strip());
            case PLAIN -> CheckResult.warning("doctor.passkeys.plain", address.strip());
        };
    }
}
