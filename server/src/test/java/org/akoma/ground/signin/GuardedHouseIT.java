package org.akoma.ground.signin;

import org.akoma.HouseIT;
import org.springframework.test.context.TestPropertySource;

/** The house as it is outside the demo: who sees files shows a second factor. */
@TestPropertySource(properties = "akoma.demo=false")
public abstract class GuardedHouseIT extends HouseIT {

    /**
     * What an authenticator shows at this moment of the house's clock.
     *
     * @param steps 30 seconds each, from now
     */
    protected String codeOf(String secret, int steps) {
        return Codes.generate(secret, clock.instant().getEpochSecond() / 30 + steps);
    }
}
