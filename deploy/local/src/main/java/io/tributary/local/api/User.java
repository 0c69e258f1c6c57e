package io.tributary.local.api;

/** An account of the local run. Its password is printed, because it opens nothing but this machine. */
public record User(String username, String password, String role) {

    /** The account of the imported realm that makes tenants. */
    public static final User PLATFORM = new User("platform", "platform", "platform-admin");

    public static final User ADMIN = new User("alice", "alice-local", "admin");
    public static final User MARKETER = new User("mark", "mark-local", "marketer");
    public static final User VIEWER = new User("vera", "vera-local", "viewer");

    public static java.util.List<User> all() {
        return java.util.List.of(PLATFORM, ADMIN, MARKETER, VIEWER);
    }
}
