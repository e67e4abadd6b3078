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
    ArrowBack "arrow-back-up",
    ArrowDown "arrow-down",
    ArrowLeft "arrow-left",
    ArrowUp "arrow-up",
    ArrowsExchange "arrows-exchange",
    ArrowsSort "arrows-sort",
    Ban "ban",
    Bell "bell",
    BuildingBank "building-bank",
    Calculator "calculator",
    Calendar "calendar",
    Check "check",
    ChevronLeft "chevron-left",
    ChevronRight "chevron-right",
    CircleCheck "circle-check",
    Clock "clock",
    CloudUpload "cloud-upload",
    Coins "coins",
    Columns "columns-3",
    Copy "copy",
    CopyOff "copy-off",
    CreditCard "credit-card",
    DeviceFloppy "device-floppy",
    DeviceMobile "device-mobile",
    Devices "devices",
    Download "download",
    Edit "edit",
    Eye "eye",
    EyeOff "eye-off",
    FileImport "file-import",
    FileInvoice "file-invoice",
    Folder "folder",
    Help "help-circle",
    History "history",
    Filter "filter",
    Forms "forms",
    Home "home",
    InfoCircle "info-circle",
    Key "key",
    Language "language",
    Lock "lock",
    Logout "logout",
    Mail "mail",
    MailOpened "mail-opened",
    Menu "menu-2",
    Merge "arrows-join",
    Message "message",
    MessageReply "message-2",
    Moon "moon",
    PlayerPause "player-pause",
    PlayerPlay "player-play",
    PlayerStop "player-stop",
    Plus "plus",
    Receipt "receipt-2",
    Search "search",
    Send "send",
    ShieldCheck "shield-check",
    ShieldLock "shield-lock",
    Speakerphone "speakerphone",
    Sun "sun",
    SunMoon "sun-moon",
    Template "template",
    Trash "trash",
    User "user",
    UserPlus "user-plus",
    Users "users",
    Wand "wand",
    World "world",
    X "x",
}
