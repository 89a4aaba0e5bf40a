package org.akoma.ground.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, as much of it as is kept: the network and the kind of browser, so that people know their own sessions again.
 *
 * @param network {@code 192.0.2.0/24} or {@code 2001:db8:1::/48}
 * @param device browser and system, such as {@code Firefox, Linux}; empty for a program
 * @param letInBefore the id of a browser in which this name has signed in before; null = none
 * @param invited whether it comes by the link of an invitation
 */
record Origin(String network, String device, @Nullable String letInBefore, boolean invited) {

    Origin(String network, String device, @Nullable String letInBefore) {
        this(network, device, letInBefore, false);
    }

    /** By the link of an invitation: wrong tries there do not lock the door at which the person signs in. */
    Origin byInvitation() {
        return new Origin(network, device, letInBefore, true);
    }

    private static final String[][] BROWSERS = {
        {"Edg/", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}
    };
    private static final String[][] SYSTEMS = {
        {"Android", "Android"},
        {"iPhone", "iPhone"},
        {"iPad", "iPad"},
        {"Windows", "Windows"},
        {"Mac OS", "macOS"},
        {"Linux", "Linux"}
    };

    static Origin of(HttpServletRequest request, @Nullable String letInBefore) {
        String agent = request.getHeader("User-Agent");
        return new Origin(network(request.getRemoteAddr()), agent == null ? "" : device(agent), letInBefore);
    }

    /** What wrong tries are counted by, beside the name. */
    String place() {
        if (invited) return "I" + network;
        return letInBefore == null ? "N" + network : "D" + letInBefore;
    }

    static String network(@Nullable String address) {
        try {
            if (address == null || !address.matches("[0-9a-fA-F:.]+")) return "";
            byte[] bytes = InetAddress.getByAddress(
                            InetAddress.getByName(address).getAddress())
                    .getAddress();
            int kept = bytes.length == 4 ? 3 : 6;
            for (int i = kept; i < bytes.length; i++) bytes[i] = 0;
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * 8;
        } catch (UnknownHostException e) {
            return "";
        }
    }

    private static String device(String agent) {
        String browser = first(BROWSERS, agent);
        String system = first(SYSTEMS, agent);
        return browser.isEmpty() || system.isEmpty() ? browser + system : browser + ", " + system;
    }

    private static String first(String[][] names, String agent) {
        for (String[] one : names) if (agent.contains(one[0])) return one[1];
        return "";
    }
}
