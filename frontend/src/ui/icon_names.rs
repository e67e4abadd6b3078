//! The icons that the app draws, by their names in Tabler Icons. Compiled into the app and into the bundler, which
//! puts exactly these into the page.

macro_rules! icons {
    ($($variant:ident $file:literal),+ $(,)?) => {
        /// A drawing that accompanies words; it never stands for them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum IconName { $($variant),+ }

        impl IconName {
            /// Every icon there is; the bundler goes through it.
            #[allow(dead_code, reason = "the app names icons one by one, only the bundler wants them all")]
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The file's name, which is also the symbol's.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $file),+ }
            }
        }
    };
}

icons! {
    AddressBook "address-book",
    AlertTriangle "alert-triangle",
    ArrowLeft "arrow-left",
    Ban "ban",
    Check "check",
    ChevronLeft "chevron-left",
    ChevronRight "chevron-right",
    CircleCheck "circle-check",
    CloudUpload "cloud-upload",
    Coins "coins",
    CreditCard "credit-card",
    DeviceFloppy "device-floppy",
    DeviceMobile "device-mobile",
    Download "download",
    Edit "edit",
    FileImport "file-import",
    Home "home",
    InfoCircle "info-circle",
    Language "language",
    Logout "logout",
    Menu "menu-2",
    Message "message",
    MessageReply "message-2",
    Moon "moon",
    PlayerPause "player-pause",
    PlayerPlay "player-play",
    PlayerStop "player-stop",
    Plus "plus",
    Search "search",
    Send "send",
    Speakerphone "speakerphone",
    Sun "sun",
    SunMoon "sun-moon",
    Trash "trash",
    User "user",
    UserPlus "user-plus",
    Users "users",
    Wand "wand",
    World "world",
    X "x",
}
