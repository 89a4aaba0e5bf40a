package org.akoma.ground.access;

/**
 * A request and how far the session that it came with was judged. The application may remember who a token belongs to, so a request is let in
 * before the database was asked; nothing of it is answered, and nothing is done in the name of the house, before it was.
 */
public interface Arrival {

    /** Of a request that came with no session, or whose session was just judged. */
    Arrival JUDGED = new Arrival() {
        @Override
        public void entered() {}

        @Override
        public void ended() {}

        @Override
        public void judge() {}
    };

    /** A transaction entered with the session: the database judged it. */
    void entered();

    /** The database knows no such session any more. */
    void ended();

    /**
     * Asks the database unless it judged the session during this request.
     *
     * @throws SessionEnded when it no longer runs
     */
    void judge();
}
