package org.akoma.ground.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code ./akoma restore --live}: a restored copy becomes the house of the programme, and sends again. */
public final class HouseLive {

    private static final int SECONDS = 5;

    private final DataFolder data;

    private HouseLive(DataFolder data) {
        this.data = data;
    }

    /** @throws StartRefused when it is no copy, or something serves the copy or the house that it was made of, as far as that can be known */
    public static void make(DataFolder data) {
        make(data, ExternalPostgres.fromEnvironment(), PostgresSettings.lasting());
    }

    static void make(DataFolder data, Optional<ExternalPostgres> own, PostgresSettings settings) {
        HouseLive live = new HouseLive(data);
        live.refuseFormerFolder();
        live.refuseFormerDatabase();
        try (OpenedHouse house = OpenedHouse.of(data, own, settings)) {
            if (!house.has(Compartment.MIGRATOR)) throw new StartRefused("refused.live.one-side", Compartment.MIGRATOR);
            try (Connection owner = house.as(Compartment.MIGRATOR)) {
                new HouseCheck(data, house.served()).refuseOtherDatabase(owner);
                if (!ServerCheck.isCopy(owner)) throw new StartRefused("refused.live.no-copy", data.root());
                if (house.isServed() || ServerCheck.othersInside(owner))
                    throw new StartRefused("refused.live.served", data.root());
                note(house);
                Logins.execute(owner, List.of("SELECT vault.become_live()"));
            }
        } catch (SQLException e) {
            throw new StartRefused("refused.live.database", e.getMessage());
        }
    }

    /** Before it happens, on the login that writes what the house does: the owner of the tables writes no journal. */
    private static void note(OpenedHouse house) throws SQLException {
        try (Connection administration = house.as(Compartment.ADMINISTRATION)) {
            Logins.execute(administration, List.of("SELECT journal.note_deleted('vault.copy-made-live', '', now())"));
        }
    }

    /** On this machine the lock of its folder tells; a folder that is gone, or that holds another house by now, is not the old one. */
    private void refuseFormerFolder() {
        Path former = data.note().formerFolder().orElse(null);
        if (former == null || former.equals(data.root()) || !Files.isDirectory(former)) return;
        if (HouseNote.of(former).house().equals(data.note().house()) && new DataFolder(former).isServed())
            throw runs(former.toString());
    }

    /** In a database of the operator's own, the keys being the same: who is inside tells. What does not answer is taken for stopped. */
    private void refuseFormerDatabase() {
        HouseNote note = data.note();
        String former = note.formerDatabase().orElse(HouseNote.EMBEDDED);
        if (former.equals(HouseNote.EMBEDDED) || former.equals(note.database().orElse(null))) return;
        if (isAtWork(former, note.house())) throw runs(former);
    }

    private boolean isAtWork(String url, Optional<UUID> house) {
        try {
            ExternalPostgres.refusePlainText(url);
            DriverManager.setLoginTimeout(SECONDS);
            String password = Logins.kept(data).address(url).password(Compartment.MIGRATOR);
            try (Connection owner = DriverManager.getConnection(url, Compartment.MIGRATOR, password)) {
                return HouseCheck.house(owner).equals(house) && ServerCheck.othersInside(owner);
            }
        } catch (SQLException | StartRefused | IllegalArgumentException unknown) {
            return false;
        }
    }

    private static StartRefused runs(String where) {
        return new StartRefused("refused.live.former", where);
    }
}
