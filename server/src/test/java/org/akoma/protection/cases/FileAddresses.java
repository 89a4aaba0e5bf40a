package org.akoma.protection.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address that the running house answers below a child's file, of every room: a room that comes later is among them. */
public final class FileAddresses {

    private static final List<String> BELOW = List.of("/cases/{", "/api/v1/cases/{");

    private FileAddresses() {}

    /**
     * @param before the part of the path up to the code,
     * @param after the rest, with ids that nothing bears
     */
    public record Address(RequestMethod method, String before, String after) {
        public String of(String code) {
            return before + code + after;
        }

        public boolean isApi() {
            return before.startsWith("/api/");
        }

        public boolean isRead() {
            return method == RequestMethod.GET;
        }
    }

    public static List<Address> of(RequestMappingHandlerMapping mapping) {
        List<Address> found = new ArrayList<>();
        for (RequestMappingInfo info : mapping.getHandlerMethods().keySet())
            for (String pattern : info.getPatternValues())
                if (BELOW.stream().anyMatch(pattern::startsWith))
                    for (RequestMethod method : info.getMethodsCondition().getMethods())
                        found.add(address(method, pattern));
        found.sort(Comparator.comparing((Address one) -> one.of("")).thenComparing(Address::method));
        return found;
    }

    private static Address address(RequestMethod method, String pattern) {
        int open = pattern.indexOf('{');
        int close = closing(pattern, open);
        StringBuilder after = new StringBuilder(pattern.substring(close + 1));
        for (int at = after.indexOf("{"); at >= 0; at = after.indexOf("{"))
            after.replace(at, closing(after, at) + 1, new UUID(7, 7).toString());
        return new Address(method, pattern.substring(0, open), after.toString());
    }

    /** A variable may carry a pattern with braces of its own. */
    private static int closing(CharSequence pattern, int open) {
        int depth = 0;
        for (int at = open; at < pattern.length(); at++) {
            if (pattern.charAt(at) == '{') depth++;
            if (pattern.charAt(at) == '}' && --depth == 0) return at;
        }
        throw new IllegalArgumentException(pattern.toString());
    }
}
