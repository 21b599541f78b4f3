var D1="M13 14H11V9H13M13 18H11V16H13M1 21H23L12 2L1 21Z";var E1="M13,13H11V7H13M13,17H11V15H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z";var W1="M11,15H13V17H11V15M11,7H13V13H11V7M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20A8,8 0 0,1 4,12A8,8 0 0,1 12,4A8,8 0 0,1 20,12A8,8 0 0,1 12,20Z";var N1="M20,11V13H8L13.5,18.5L12.08,19.92L4.16,12L12.08,4.08L13.5,5.5L8,11H20Z";var I1="M4,5H7L9,3H15L17,5H20A2,2 0 0,1 22,7V19A2,2 0 0,1 20,21H4A2,2 0 0,1 2,19V7A2,2 0 0,1 4,5M13.09,9.45L11.05,12.18L12.6,14.25L11.73,14.91L9.27,11.64L6,16H18L13.09,9.45Z";var Q1="M12 2C17.5 2 22 6.5 22 12S17.5 22 12 22 2 17.5 2 12 6.5 2 12 2M12 4C10.1 4 8.4 4.6 7.1 5.7L18.3 16.9C19.3 15.5 20 13.8 20 12C20 7.6 16.4 4 12 4M16.9 18.3L5.7 7.1C4.6 8.4 4 10.1 4 12C4 16.4 7.6 20 12 20C13.9 20 15.6 19.4 16.9 18.3Z";var U1="M21,7L9,19L3.5,13.5L4.91,12.09L9,16.17L19.59,5.59L21,7Z";var G1="M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z";var $1="M15.41,16.58L10.83,12L15.41,7.41L14,6L8,12L14,18L15.41,16.58Z";var z1="M8.59,16.58L13.17,12L8.59,7.41L10,6L16,12L10,18L8.59,16.58Z";var _1="M12,8A4,4 0 0,0 8,12A4,4 0 0,0 12,16A4,4 0 0,0 16,12A4,4 0 0,0 12,8Z";var K1="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z";var q1="M12,2C17.53,2 22,6.47 22,12C22,17.53 17.53,22 12,22C6.47,22 2,17.53 2,12C2,6.47 6.47,2 12,2M15.59,7L12,10.59L8.41,7L7,8.41L10.59,12L7,15.59L8.41,17L12,13.41L15.59,17L17,15.59L13.41,12L17,8.41L15.59,7Z";var j1="M11 20H6.5Q4.22 20 2.61 18.43 1 16.85 1 14.58 1 12.63 2.17 11.1 3.35 9.57 5.25 9.15 5.88 6.85 7.75 5.43 9.63 4 12 4 14.93 4 16.96 6.04 19 8.07 19 11 20.73 11.2 21.86 12.5 23 13.78 23 15.5 23 17.38 21.69 18.69 20.38 20 18.5 20H13V12.85L14.6 14.4L16 13L12 9L8 13L9.4 14.4L11 12.85Z";var X1="M12,15.5A3.5,3.5 0 0,1 8.5,12A3.5,3.5 0 0,1 12,8.5A3.5,3.5 0 0,1 15.5,12A3.5,3.5 0 0,1 12,15.5M19.43,12.97C19.47,12.65 19.5,12.33 19.5,12C19.5,11.67 19.47,11.34 19.43,11L21.54,9.37C21.73,9.22 21.78,8.95 21.66,8.73L19.66,5.27C19.54,5.05 19.27,4.96 19.05,5.05L16.56,6.05C16.04,5.66 15.5,5.32 14.87,5.07L14.5,2.42C14.46,2.18 14.25,2 14,2H10C9.75,2 9.54,2.18 9.5,2.42L9.13,5.07C8.5,5.32 7.96,5.66 7.44,6.05L4.95,5.05C4.73,4.96 4.46,5.05 4.34,5.27L2.34,8.73C2.21,8.95 2.27,9.22 2.46,9.37L4.57,11C4.53,11.34 4.5,11.67 4.5,12C4.5,12.33 4.53,12.65 4.57,12.97L2.46,14.63C2.27,14.78 2.21,15.05 2.34,15.27L4.34,18.73C4.46,18.95 4.73,19.03 4.95,18.95L7.44,17.94C7.96,18.34 8.5,18.68 9.13,18.93L9.5,21.58C9.54,21.82 9.75,22 10,22H14C14.25,22 14.46,21.82 14.5,21.58L14.87,18.93C15.5,18.67 16.04,18.34 16.56,17.94L19.05,18.95C19.27,19.03 19.54,18.95 19.66,18.73L21.66,15.27C21.78,15.05 21.73,14.78 21.54,14.63L19.43,12.97Z";var J1="M15.9,18.45C17.25,18.45 18.35,17.35 18.35,16C18.35,14.65 17.25,13.55 15.9,13.55C14.54,13.55 13.45,14.65 13.45,16C13.45,17.35 14.54,18.45 15.9,18.45M21.1,16.68L22.58,17.84C22.71,17.95 22.75,18.13 22.66,18.29L21.26,20.71C21.17,20.86 21,20.92 20.83,20.86L19.09,20.16C18.73,20.44 18.33,20.67 17.91,20.85L17.64,22.7C17.62,22.87 17.47,23 17.3,23H14.5C14.32,23 14.18,22.87 14.15,22.7L13.89,20.85C13.46,20.67 13.07,20.44 12.71,20.16L10.96,20.86C10.81,20.92 10.62,20.86 10.54,20.71L9.14,18.29C9.05,18.13 9.09,17.95 9.22,17.84L10.7,16.68L10.65,16L10.7,15.31L9.22,14.16C9.09,14.05 9.05,13.86 9.14,13.71L10.54,11.29C10.62,11.13 10.81,11.07 10.96,11.13L12.71,11.84C13.07,11.56 13.46,11.32 13.89,11.15L14.15,9.29C14.18,9.13 14.32,9 14.5,9H17.3C17.47,9 17.62,9.13 17.64,9.29L17.91,11.15C18.33,11.32 18.73,11.56 19.09,11.84L20.83,11.13C21,11.07 21.17,11.13 21.26,11.29L22.66,13.71C22.75,13.86 22.71,14.05 22.58,14.16L21.1,15.31L21.15,16L21.1,16.68M6.69,8.07C7.56,8.07 8.26,7.37 8.26,6.5C8.26,5.63 7.56,4.92 6.69,4.92A1.58,1.58 0 0,0 5.11,6.5C5.11,7.37 5.82,8.07 6.69,8.07M10.03,6.94L11,7.68C11.07,7.75 11.09,7.87 11.03,7.97L10.13,9.53C10.08,9.63 9.96,9.67 9.86,9.63L8.74,9.18L8,9.62L7.81,10.81C7.79,10.92 7.7,11 7.59,11H5.79C5.67,11 5.58,10.92 5.56,10.81L5.4,9.62L4.64,9.18L3.5,9.63C3.41,9.67 3.3,9.63 3.24,9.53L2.34,7.97C2.28,7.87 2.31,7.75 2.39,7.68L3.34,6.94L3.31,6.5L3.34,6.06L2.39,5.32C2.31,5.25 2.28,5.13 2.34,5.03L3.24,3.47C3.3,3.37 3.41,3.33 3.5,3.37L4.63,3.82L5.4,3.38L5.56,2.19C5.58,2.08 5.67,2 5.79,2H7.59C7.7,2 7.79,2.08 7.81,2.19L8,3.38L8.74,3.82L9.86,3.37C9.96,3.33 10.08,3.37 10.13,3.47L11.03,5.03C11.09,5.13 11.07,5.25 11,5.32L10.03,6.06L10.06,6.5L10.03,6.94Z";var Y1="M19,21H8V7H19M19,5H8A2,2 0 0,0 6,7V21A2,2 0 0,0 8,23H19A2,2 0 0,0 21,21V7A2,2 0 0,0 19,5M16,1H4A2,2 0 0,0 2,3V17H4V3H16V1Z";var C2="M19,4H15.5L14.5,3H9.5L8.5,4H5V6H19M6,19A2,2 0 0,0 8,21H16A2,2 0 0,0 18,19V7H6V19Z";var H2="M5,20H19V18H5M19,9H15V3H9V9H5L12,16L19,9Z";var V2="M13,9V3.5L18.5,9M6,2C4.89,2 4,2.89 4,4V20A2,2 0 0,0 6,22H18A2,2 0 0,0 20,20V8L14,2H6Z";var L2="M6,2A2,2 0 0,0 4,4V20A2,2 0 0,0 6,22H18A2,2 0 0,0 20,20V8L14,2H6M6,4H13V9H18V20H6V4M8,12V14H16V12H8M8,16V18H13V16H8Z";var M2="M14,2H6A2,2 0 0,0 4,4V20A2,2 0 0,0 6,22H18A2,2 0 0,0 20,20V8L14,2M18,20H6V4H13V9H18V20Z";var r2="M14,2H6A2,2 0 0,0 4,4V20A2,2 0 0,0 6,22H18A2,2 0 0,0 20,20V8L14,2M13.5,16V19H10.5V16H8L12,12L16,16H13.5M13,9V3.5L18.5,9H13Z";var e2="M7,5H21V7H7V5M7,13V11H21V13H7M4,4.5A1.5,1.5 0 0,1 5.5,6A1.5,1.5 0 0,1 4,7.5A1.5,1.5 0 0,1 2.5,6A1.5,1.5 0 0,1 4,4.5M4,10.5A1.5,1.5 0 0,1 5.5,12A1.5,1.5 0 0,1 4,13.5A1.5,1.5 0 0,1 2.5,12A1.5,1.5 0 0,1 4,10.5M7,19V17H21V19H7M4,16.5A1.5,1.5 0 0,1 5.5,18A1.5,1.5 0 0,1 4,19.5A1.5,1.5 0 0,1 2.5,18A1.5,1.5 0 0,1 4,16.5Z";var A2="M21,17H7V3H21M21,1H7A2,2 0 0,0 5,3V17A2,2 0 0,0 7,19H21A2,2 0 0,0 23,17V3A2,2 0 0,0 21,1M3,5H1V21A2,2 0 0,0 3,23H19V21H3M15.96,10.29L13.21,13.83L11.25,11.47L8.5,15H19.5L15.96,10.29Z";var t2="M19,19H5V5H19M19,3H5A2,2 0 0,0 3,5V19A2,2 0 0,0 5,21H19A2,2 0 0,0 21,19V5A2,2 0 0,0 19,3M13.96,12.29L11.21,15.83L9.25,13.47L6.5,17H17.5L13.96,12.29Z";var i2="M13,9H11V7H13M13,17H11V11H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z";var o2="M11,9H13V7H11M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M11,17H13V11H11V17Z";var a2="M10,2C8.89,2 8,2.89 8,4V7C8,8.11 8.89,9 10,9H11V11H2V13H6V15H5C3.89,15 3,15.89 3,17V20C3,21.11 3.89,22 5,22H9C10.11,22 11,21.11 11,20V17C11,15.89 10.11,15 9,15H8V13H16V15H15C13.89,15 13,15.89 13,17V20C13,21.11 13.89,22 15,22H19C20.11,22 21,21.11 21,20V17C21,15.89 20.11,15 19,15H18V13H22V11H13V9H14C15.11,9 16,8.11 16,7V4C16,2.89 15.11,2 14,2H10M10,4H14V7H10V4M5,17H9V20H5V17M15,17H19V20H15V17Z";var d2="M12,18.54L19.37,12.8L21,14.07L12,21.07L3,14.07L4.62,12.81L12,18.54M12,16L3,9L12,2L21,9L12,16M12,4.53L6.26,9L12,13.47L17.74,9L12,4.53Z";var p2="M11 15H6L13 1V9H18L11 23V15Z";var m2="M12,17A2,2 0 0,0 14,15C14,13.89 13.1,13 12,13A2,2 0 0,0 10,15A2,2 0 0,0 12,17M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6A2,2 0 0,1 4,20V10C4,8.89 4.9,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z";var x2="M15.5,14H14.71L14.43,13.73C15.41,12.59 16,11.11 16,9.5A6.5,6.5 0 0,0 9.5,3A6.5,6.5 0 0,0 3,9.5A6.5,6.5 0 0,0 9.5,16C11.11,16 12.59,15.41 13.73,14.43L14,14.71V15.5L19,20.5L20.5,19L15.5,14M9.5,14C7,14 5,12 5,9.5C5,7 7,5 9.5,5C12,5 14,7 14,9.5C14,12 12,14 9.5,14M7,9H12V10H7V9Z";var v2="M15.5,14L20.5,19L19,20.5L14,15.5V14.71L13.73,14.43C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.43,13.73L14.71,14H15.5M9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14M12,10H10V12H9V10H7V9H9V7H10V9H12V10Z";var l2="M15,19L9,16.89V5L15,7.11M20.5,3C20.44,3 20.39,3 20.34,3L15,5.1L9,3L3.36,4.9C3.15,4.97 3,5.15 3,5.38V20.5A0.5,0.5 0 0,0 3.5,21C3.55,21 3.61,21 3.66,20.97L9,18.9L15,21L20.64,19.1C20.85,19 21,18.85 21,18.62V3.5A0.5,0.5 0 0,0 20.5,3Z";var n2="M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z";var Z2="M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M7,13H17V11H7";var S2="M8,5.14V19.14L19,12.14L8,5.14Z";var u2="M10,16.5V7.5L16,12M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z",c2="M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M10,16.5L16,12L10,7.5V16.5Z";var s2="M13,2.03C17.73,2.5 21.5,6.25 21.95,11C22.5,16.5 18.5,21.38 13,21.93V19.93C16.64,19.5 19.5,16.61 19.96,12.97C20.5,8.58 17.39,4.59 13,4.05V2.05L13,2.03M11,2.06V4.06C9.57,4.26 8.22,4.84 7.1,5.74L5.67,4.26C7.19,3 9.05,2.25 11,2.06M4.26,5.67L5.69,7.1C4.8,8.23 4.24,9.58 4.05,11H2.05C2.25,9.04 3,7.19 4.26,5.67M2.06,13H4.06C4.24,14.42 4.81,15.77 5.69,16.9L4.27,18.33C3.03,16.81 2.26,14.96 2.06,13M7.1,18.37C8.23,19.25 9.58,19.82 11,20V22C9.04,21.79 7.18,21 5.67,19.74L7.1,18.37M12,7.5L7.5,12H11V16H13V12H16.5L12,7.5Z";var O2="M5.5,1C8,1 10,3 10,5.5C10,6.38 9.75,7.2 9.31,7.9L9.41,8H14.59L14.69,7.9C14.25,7.2 14,6.38 14,5.5C14,3 16,1 18.5,1C21,1 23,3 23,5.5C23,8 21,10 18.5,10C17.62,10 16.8,9.75 16.1,9.31L15,10.41V13.59L16.1,14.69C16.8,14.25 17.62,14 18.5,14C21,14 23,16 23,18.5C23,21 21,23 18.5,23C16,23 14,21 14,18.5C14,17.62 14.25,16.8 14.69,16.1L14.59,16H9.41L9.31,16.1C9.75,16.8 10,17.62 10,18.5C10,21 8,23 5.5,23C3,23 1,21 1,18.5C1,16 3,14 5.5,14C6.38,14 7.2,14.25 7.9,14.69L9,13.59V10.41L7.9,9.31C7.2,9.75 6.38,10 5.5,10C3,10 1,8 1,5.5C1,3 3,1 5.5,1M5.5,3A2.5,2.5 0 0,0 3,5.5A2.5,2.5 0 0,0 5.5,8A2.5,2.5 0 0,0 8,5.5A2.5,2.5 0 0,0 5.5,3M5.5,16A2.5,2.5 0 0,0 3,18.5A2.5,2.5 0 0,0 5.5,21A2.5,2.5 0 0,0 8,18.5A2.5,2.5 0 0,0 5.5,16M18.5,3A2.5,2.5 0 0,0 16,5.5A2.5,2.5 0 0,0 18.5,8A2.5,2.5 0 0,0 21,5.5A2.5,2.5 0 0,0 18.5,3M18.5,16A2.5,2.5 0 0,0 16,18.5A2.5,2.5 0 0,0 18.5,21A2.5,2.5 0 0,0 21,18.5A2.5,2.5 0 0,0 18.5,16M3.91,17.25L5.04,17.91C5.17,17.81 5.33,17.75 5.5,17.75A0.75,0.75 0 0,1 6.25,18.5L6.24,18.6L7.37,19.25L7.09,19.75L5.96,19.09C5.83,19.19 5.67,19.25 5.5,19.25A0.75,0.75 0 0,1 4.75,18.5L4.76,18.4L3.63,17.75L3.91,17.25M3.63,6.25L4.76,5.6L4.75,5.5A0.75,0.75 0 0,1 5.5,4.75C5.67,4.75 5.83,4.81 5.96,4.91L7.09,4.25L7.37,4.75L6.24,5.4L6.25,5.5A0.75,0.75 0 0,1 5.5,6.25C5.33,6.25 5.17,6.19 5.04,6.09L3.91,6.75L3.63,6.25M16.91,4.25L18.04,4.91C18.17,4.81 18.33,4.75 18.5,4.75A0.75,0.75 0 0,1 19.25,5.5L19.24,5.6L20.37,6.25L20.09,6.75L18.96,6.09C18.83,6.19 18.67,6.25 18.5,6.25A0.75,0.75 0 0,1 17.75,5.5L17.76,5.4L16.63,4.75L16.91,4.25M16.63,19.25L17.75,18.5A0.75,0.75 0 0,1 18.5,17.75C18.67,17.75 18.83,17.81 18.96,17.91L20.09,17.25L20.37,17.75L19.25,18.5A0.75,0.75 0 0,1 18.5,19.25C18.33,19.25 18.17,19.19 18.04,19.09L16.91,19.75L16.63,19.25Z";var h2="M17.65,6.35C16.2,4.9 14.21,4 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20C15.73,20 18.84,17.45 19.73,14H17.65C16.83,16.33 14.61,18 12,18A6,6 0 0,1 6,12A6,6 0 0,1 12,6C13.66,6 15.14,6.69 16.22,7.78L13,11H20V4L17.65,6.35Z";var g2="M18,18H6V6H18V18Z";var f2="M6,2H18V8H18V8L14,12L18,16V16H18V22H6V16H6V16L10,12L6,8V8H6V2M16,16.5L12,12.5L8,16.5V20H16V16.5M12,11.5L16,7.5V4H8V7.5L12,11.5M10,6H14V6.75L12,8.75L10,6.75V6Z";var k2="M2 12H4V17H20V12H22V17C22 18.11 21.11 19 20 19H4C2.9 19 2 18.11 2 17V12M12 15L17.55 9.54L16.13 8.13L13 11.25V2H11V11.25L7.88 8.13L6.46 9.55L12 15Z";var B2="M3,11H11V3H3M3,21H11V13H3M13,21H21V13H13M13,3V11H21V3";var P2="M2.28,3L1,4.27L2.47,5.74C2.04,6 1.61,6.29 1.2,6.6L3,9C3.53,8.6 4.08,8.25 4.66,7.93L6.89,10.16C6.15,10.5 5.44,10.91 4.8,11.4L6.6,13.8C7.38,13.22 8.26,12.77 9.2,12.47L11.75,15C10.5,15.07 9.34,15.5 8.4,16.2L12,21L14.46,17.73L17.74,21L19,19.72M12,3C9.85,3 7.8,3.38 5.9,4.07L8.29,6.47C9.5,6.16 10.72,6 12,6C15.38,6 18.5,7.11 21,9L22.8,6.6C19.79,4.34 16.06,3 12,3M12,9C11.62,9 11.25,9 10.88,9.05L14.07,12.25C15.29,12.53 16.43,13.07 17.4,13.8L19.2,11.4C17.2,9.89 14.7,9 12,9Z";var F=globalThis,R=F.ShadowRoot&&(F.ShadyCSS===void 0||F.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,$=Symbol(),H1=new WeakMap,g=class{constructor(C,H,V){if(this._$cssResult$=!0,V!==$)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=C,this.t=H}get styleSheet(){let C=this.o,H=this.t;if(R&&C===void 0){let V=H!==void 0&&H.length===1;V&&(C=H1.get(H)),C===void 0&&((this.o=C=new CSSStyleSheet).replaceSync(this.cssText),V&&H1.set(H,C))}return C}toString(){return this.cssText}},V1=L=>new g(typeof L=="string"?L:L+"",void 0,$),f=(L,...C)=>{let H=L.length===1?L[0]:C.reduce((V,M,r)=>V+(e=>{if(e._$cssResult$===!0)return e.cssText;if(typeof e=="number")return e;throw Error("Value passed to 'css' function must be a 'css' function result: "+e+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(M)+L[r+1],L[0]);return new g(H,L,$)},L1=(L,C)=>{if(R)L.adoptedStyleSheets=C.map(H=>H instanceof CSSStyleSheet?H:H.styleSheet);else for(let H of C){let V=document.createElement("style"),M=F.litNonce;M!==void 0&&V.setAttribute("nonce",M),V.textContent=H.cssText,L.appendChild(V)}},z=R?L=>L:L=>L instanceof CSSStyleSheet?(C=>{let H="";for(let V of C.cssRules)H+=V.cssText;return V1(H)})(L):L;var{is:u1,defineProperty:c1,getOwnPropertyDescriptor:s1,getOwnPropertyNames:O1,getOwnPropertySymbols:h1,getPrototypeOf:g1}=Object,D=globalThis,M1=D.trustedTypes,f1=M1?M1.emptyScript:"",k1=D.reactiveElementPolyfillSupport,k=(L,C)=>L,B={toAttribute(L,C){switch(C){case Boolean:L=L?f1:null;break;case Object:case Array:L=L==null?L:JSON.stringify(L)}return L},fromAttribute(L,C){let H=L;switch(C){case Boolean:H=L!==null;break;case Number:H=L===null?null:Number(L);break;case Object:case Array:try{H=JSON.parse(L)}catch{H=null}}return H}},E=(L,C)=>!u1(L,C),r1={attribute:!0,type:String,converter:B,reflect:!1,useDefault:!1,hasChanged:E};Symbol.metadata??=Symbol("metadata"),D.litPropertyMetadata??=new WeakMap;var m=class extends HTMLElement{static addInitializer(C){this._$Ei(),(this.l??=[]).push(C)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(C,H=r1){if(H.state&&(H.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(C)&&((H=Object.create(H)).wrapped=!0),this.elementProperties.set(C,H),!H.noAccessor){let V=Symbol(),M=this.getPropertyDescriptor(C,V,H);M!==void 0&&c1(this.prototype,C,M)}}static getPropertyDescriptor(C,H,V){let{get:M,set:r}=s1(this.prototype,C)??{get(){return this[H]},set(e){this[H]=e}};return{get:M,set(e){let t=M?.call(this);r?.call(this,e),this.requestUpdate(C,t,V)},configurable:!0,enumerable:!0}}static getPropertyOptions(C){return this.elementProperties.get(C)??r1}static _$Ei(){if(this.hasOwnProperty(k("elementProperties")))return;let C=g1(this);C.finalize(),C.l!==void 0&&(this.l=[...C.l]),this.elementProperties=new Map(C.elementProperties)}static finalize(){if(this.hasOwnProperty(k("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(k("properties"))){let H=this.properties,V=[...O1(H),...h1(H)];for(let M of V)this.createProperty(M,H[M])}let C=this[Symbol.metadata];if(C!==null){let H=litPropertyMetadata.get(C);if(H!==void 0)for(let[V,M]of H)this.elementProperties.set(V,M)}this._$Eh=new Map;for(let[H,V]of this.elementProperties){let M=this._$Eu(H,V);M!==void 0&&this._$Eh.set(M,H)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(C){let H=[];if(Array.isArray(C)){let V=new Set(C.flat(1/0).reverse());for(let M of V)H.unshift(z(M))}else C!==void 0&&H.push(z(C));return H}static _$Eu(C,H){let V=H.attribute;return V===!1?void 0:typeof V=="string"?V:typeof C=="string"?C.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(C=>this.enableUpdating=C),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(C=>C(this))}addController(C){(this._$EO??=new Set).add(C),this.renderRoot!==void 0&&this.isConnected&&C.hostConnected?.()}removeController(C){this._$EO?.delete(C)}_$E_(){let C=new Map,H=this.constructor.elementProperties;for(let V of H.keys())this.hasOwnProperty(V)&&(C.set(V,this[V]),delete this[V]);C.size>0&&(this._$Ep=C)}createRenderRoot(){let C=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return L1(C,this.constructor.elementStyles),C}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(C=>C.hostConnected?.())}enableUpdating(C){}disconnectedCallback(){this._$EO?.forEach(C=>C.hostDisconnected?.())}attributeChangedCallback(C,H,V){this._$AK(C,V)}_$ET(C,H){let V=this.constructor.elementProperties.get(C),M=this.constructor._$Eu(C,V);if(M!==void 0&&V.reflect===!0){let r=(V.converter?.toAttribute!==void 0?V.converter:B).toAttribute(H,V.type);this._$Em=C,r==null?this.removeAttribute(M):this.setAttribute(M,r),this._$Em=null}}_$AK(C,H){let V=this.constructor,M=V._$Eh.get(C);if(M!==void 0&&this._$Em!==M){let r=V.getPropertyOptions(M),e=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:B;this._$Em=M;let t=e.fromAttribute(H,r.type);this[M]=t??this._$Ej?.get(M)??t,this._$Em=null}}requestUpdate(C,H,V,M=!1,r){if(C!==void 0){let e=this.constructor;if(M===!1&&(r=this[C]),V??=e.getPropertyOptions(C),!((V.hasChanged??E)(r,H)||V.useDefault&&V.reflect&&r===this._$Ej?.get(C)&&!this.hasAttribute(e._$Eu(C,V))))return;this.C(C,H,V)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(C,H,{useDefault:V,reflect:M,wrapped:r},e){V&&!(this._$Ej??=new Map).has(C)&&(this._$Ej.set(C,e??H??this[C]),r!==!0||e!==void 0)||(this._$AL.has(C)||(this.hasUpdated||V||(H=void 0),this._$AL.set(C,H)),M===!0&&this._$Em!==C&&(this._$Eq??=new Set).add(C))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(H){Promise.reject(H)}let C=this.scheduleUpdate();return C!=null&&await C,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[M,r]of this._$Ep)this[M]=r;this._$Ep=void 0}let V=this.constructor.elementProperties;if(V.size>0)for(let[M,r]of V){let{wrapped:e}=r,t=this[M];e!==!0||this._$AL.has(M)||t===void 0||this.C(M,void 0,r,t)}}let C=!1,H=this._$AL;try{C=this.shouldUpdate(H),C?(this.willUpdate(H),this._$EO?.forEach(V=>V.hostUpdate?.()),this.update(H)):this._$EM()}catch(V){throw C=!1,this._$EM(),V}C&&this._$AE(H)}willUpdate(C){}_$AE(C){this._$EO?.forEach(H=>H.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(C)),this.updated(C)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(C){return!0}update(C){this._$Eq&&=this._$Eq.forEach(H=>this._$ET(H,this[H])),this._$EM()}updated(C){}firstUpdated(C){}};m.elementStyles=[],m.shadowRootOptions={mode:"open"},m[k("elementProperties")]=new Map,m[k("finalized")]=new Map,k1?.({ReactiveElement:m}),(D.reactiveElementVersions??=[]).push("2.1.2");var K=globalThis,e1=L=>L,W=K.trustedTypes,A1=W?W.createPolicy("lit-html",{createHTML:L=>L}):void 0,q="$lit$",x=`lit$${Math.random().toFixed(9).slice(2)}$`,j="?"+x,B1=`<${j}>`,Z=document,T=()=>Z.createComment(""),w=L=>L===null||typeof L!="object"&&typeof L!="function",X=Array.isArray,p1=L=>X(L)||typeof L?.[Symbol.iterator]=="function",_=`[ 	
\f\r]`,P=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,t1=/-->/g,i1=/>/g,l=RegExp(`>|${_}(?:([^\\s"'>=/]+)(${_}*=${_}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),o1=/'/g,a1=/"/g,m1=/^(?:script|style|textarea|title)$/i,J=L=>(C,...H)=>({_$litType$:L,strings:C,values:H}),x1=J(1),v1=J(2),R2=J(3),S=Symbol.for("lit-noChange"),a=Symbol.for("lit-nothing"),d1=new WeakMap,n=Z.createTreeWalker(Z,129);function l1(L,C){if(!X(L)||!L.hasOwnProperty("raw"))throw Error("invalid template strings array");return A1!==void 0?A1.createHTML(C):C}var n1=(L,C)=>{let H=L.length-1,V=[],M,r=C===2?"<svg>":C===3?"<math>":"",e=P;for(let t=0;t<H;t++){let A=L[t],o,d,i=-1,p=0;for(;p<A.length&&(e.lastIndex=p,d=e.exec(A),d!==null);)p=e.lastIndex,e===P?d[1]==="!--"?e=t1:d[1]!==void 0?e=i1:d[2]!==void 0?(m1.test(d[2])&&(M=RegExp("</"+d[2],"g")),e=l):d[3]!==void 0&&(e=l):e===l?d[0]===">"?(e=M??P,i=-1):d[1]===void 0?i=-2:(i=e.lastIndex-d[2].length,o=d[1],e=d[3]===void 0?l:d[3]==='"'?a1:o1):e===a1||e===o1?e=l:e===t1||e===i1?e=P:(e=l,M=void 0);let v=e===l&&L[t+1].startsWith("/>")?" ":"";r+=e===P?A+B1:i>=0?(V.push(o),A.slice(0,i)+q+A.slice(i)+x+v):A+x+(i===-2?t:v)}return[l1(L,r+(L[H]||"<?>")+(C===2?"</svg>":C===3?"</math>":"")),V]},y=class L{constructor({strings:C,_$litType$:H},V){let M;this.parts=[];let r=0,e=0,t=C.length-1,A=this.parts,[o,d]=n1(C,H);if(this.el=L.createElement(o,V),n.currentNode=this.el.content,H===2||H===3){let i=this.el.content.firstChild;i.replaceWith(...i.childNodes)}for(;(M=n.nextNode())!==null&&A.length<t;){if(M.nodeType===1){if(M.hasAttributes())for(let i of M.getAttributeNames())if(i.endsWith(q)){let p=d[e++],v=M.getAttribute(i).split(x),b=/([.?@])?(.*)/.exec(p);A.push({type:1,index:r,name:b[2],strings:v,ctor:b[1]==="."?I:b[1]==="?"?Q:b[1]==="@"?U:c}),M.removeAttribute(i)}else i.startsWith(x)&&(A.push({type:6,index:r}),M.removeAttribute(i));if(m1.test(M.tagName)){let i=M.textContent.split(x),p=i.length-1;if(p>0){M.textContent=W?W.emptyScript:"";for(let v=0;v<p;v++)M.append(i[v],T()),n.nextNode(),A.push({type:2,index:++r});M.append(i[p],T())}}}else if(M.nodeType===8)if(M.data===j)A.push({type:2,index:r});else{let i=-1;for(;(i=M.data.indexOf(x,i+1))!==-1;)A.push({type:7,index:r}),i+=x.length-1}r++}}static createElement(C,H){let V=Z.createElement("template");return V.innerHTML=C,V}};function u(L,C,H=L,V){if(C===S)return C;let M=V!==void 0?H._$Co?.[V]:H._$Cl,r=w(C)?void 0:C._$litDirective$;return M?.constructor!==r&&(M?._$AO?.(!1),r===void 0?M=void 0:(M=new r(L),M._$AT(L,H,V)),V!==void 0?(H._$Co??=[])[V]=M:H._$Cl=M),M!==void 0&&(C=u(L,M._$AS(L,C.values),M,V)),C}var N=class{constructor(C,H){this._$AV=[],this._$AN=void 0,this._$AD=C,this._$AM=H}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(C){let{el:{content:H},parts:V}=this._$AD,M=(C?.creationScope??Z).importNode(H,!0);n.currentNode=M;let r=n.nextNode(),e=0,t=0,A=V[0];for(;A!==void 0;){if(e===A.index){let o;A.type===2?o=new O(r,r.nextSibling,this,C):A.type===1?o=new A.ctor(r,A.name,A.strings,this,C):A.type===6&&(o=new G(r,this,C)),this._$AV.push(o),A=V[++t]}e!==A?.index&&(r=n.nextNode(),e++)}return n.currentNode=Z,M}p(C){let H=0;for(let V of this._$AV)V!==void 0&&(V.strings!==void 0?(V._$AI(C,V,H),H+=V.strings.length-2):V._$AI(C[H])),H++}},O=class L{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(C,H,V,M){this.type=2,this._$AH=a,this._$AN=void 0,this._$AA=C,this._$AB=H,this._$AM=V,this.options=M,this._$Cv=M?.isConnected??!0}get parentNode(){let C=this._$AA.parentNode,H=this._$AM;return H!==void 0&&C?.nodeType===11&&(C=H.parentNode),C}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(C,H=this){C=u(this,C,H),w(C)?C===a||C==null||C===""?(this._$AH!==a&&this._$AR(),this._$AH=a):C!==this._$AH&&C!==S&&this._(C):C._$litType$!==void 0?this.$(C):C.nodeType!==void 0?this.T(C):p1(C)?this.k(C):this._(C)}O(C){return this._$AA.parentNode.insertBefore(C,this._$AB)}T(C){this._$AH!==C&&(this._$AR(),this._$AH=this.O(C))}_(C){this._$AH!==a&&w(this._$AH)?this._$AA.nextSibling.data=C:this.T(Z.createTextNode(C)),this._$AH=C}$(C){let{values:H,_$litType$:V}=C,M=typeof V=="number"?this._$AC(C):(V.el===void 0&&(V.el=y.createElement(l1(V.h,V.h[0]),this.options)),V);if(this._$AH?._$AD===M)this._$AH.p(H);else{let r=new N(M,this),e=r.u(this.options);r.p(H),this.T(e),this._$AH=r}}_$AC(C){let H=d1.get(C.strings);return H===void 0&&d1.set(C.strings,H=new y(C)),H}k(C){X(this._$AH)||(this._$AH=[],this._$AR());let H=this._$AH,V,M=0;for(let r of C)M===H.length?H.push(V=new L(this.O(T()),this.O(T()),this,this.options)):V=H[M],V._$AI(r),M++;M<H.length&&(this._$AR(V&&V._$AB.nextSibling,M),H.length=M)}_$AR(C=this._$AA.nextSibling,H){for(this._$AP?.(!1,!0,H);C!==this._$AB;){let V=e1(C).nextSibling;e1(C).remove(),C=V}}setConnected(C){this._$AM===void 0&&(this._$Cv=C,this._$AP?.(C))}},c=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(C,H,V,M,r){this.type=1,this._$AH=a,this._$AN=void 0,this.element=C,this.name=H,this._$AM=M,this.options=r,V.length>2||V[0]!==""||V[1]!==""?(this._$AH=Array(V.length-1).fill(new String),this.strings=V):this._$AH=a}_$AI(C,H=this,V,M){let r=this.strings,e=!1;if(r===void 0)C=u(this,C,H,0),e=!w(C)||C!==this._$AH&&C!==S,e&&(this._$AH=C);else{let t=C,A,o;for(C=r[0],A=0;A<r.length-1;A++)o=u(this,t[V+A],H,A),o===S&&(o=this._$AH[A]),e||=!w(o)||o!==this._$AH[A],o===a?C=a:C!==a&&(C+=(o??"")+r[A+1]),this._$AH[A]=o}e&&!M&&this.j(C)}j(C){C===a?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,C??"")}},I=class extends c{constructor(){super(...arguments),this.type=3}j(C){this.element[this.name]=C===a?void 0:C}},Q=class extends c{constructor(){super(...arguments),this.type=4}j(C){this.element.toggleAttribute(this.name,!!C&&C!==a)}},U=class extends c{constructor(C,H,V,M,r){super(C,H,V,M,r),this.type=5}_$AI(C,H=this){if((C=u(this,C,H,0)??a)===S)return;let V=this._$AH,M=C===a&&V!==a||C.capture!==V.capture||C.once!==V.once||C.passive!==V.passive,r=C!==a&&(V===a||M);M&&this.element.removeEventListener(this.name,this,V),r&&this.element.addEventListener(this.name,this,C),this._$AH=C}handleEvent(C){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,C):this._$AH.handleEvent(C)}},G=class{constructor(C,H,V){this.element=C,this.type=6,this._$AN=void 0,this._$AM=H,this.options=V}get _$AU(){return this._$AM._$AU}_$AI(C){u(this,C)}},D2={M:q,P:x,A:j,C:1,L:n1,R:N,D:p1,V:u,I:O,H:c,N:Q,U,B:I,F:G},P1=K.litHtmlPolyfillSupport;P1?.(y,O),(K.litHtmlVersions??=[]).push("3.3.3");var Z1=(L,C,H)=>{let V=H?.renderBefore??C,M=V._$litPart$;if(M===void 0){let r=H?.renderBefore??null;V._$litPart$=M=new O(C.insertBefore(T(),r),r,void 0,H??{})}return M._$AI(L),M};var Y=globalThis,h=class extends m{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let C=super.createRenderRoot();return this.renderOptions.renderBefore??=C.firstChild,C}update(C){let H=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(C),this._$Do=Z1(H,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return S}};h._$litElement$=!0,h.finalized=!0,Y.litElementHydrateSupport?.({LitElement:h});var T1=Y.litElementPolyfillSupport;T1?.({LitElement:h});(Y.litElementVersions??=[]).push("4.2.2");var w1={attribute:!0,type:String,converter:B,reflect:!1,hasChanged:E},y1=(L=w1,C,H)=>{let{kind:V,metadata:M}=H,r=globalThis.litPropertyMetadata.get(M);if(r===void 0&&globalThis.litPropertyMetadata.set(M,r=new Map),V==="setter"&&((L=Object.create(L)).wrapped=!0),r.set(H.name,L),V==="accessor"){let{name:e}=H;return{set(t){let A=C.get.call(this);C.set.call(this,t),this.requestUpdate(e,A,L,!0,t)},init(t){return t!==void 0&&this.C(e,void 0,L,t),t}}}if(V==="setter"){let{name:e}=H;return function(t){let A=this[e];C.call(this,t),this.requestUpdate(e,A,L,!0,t)}}throw Error("Unsupported decorator location: "+V)};function S1(L){return(C,H)=>typeof H=="object"?y1(L,C,H):((V,M,r)=>{let e=M.hasOwnProperty(r);return M.constructor.createProperty(r,V),e?Object.getOwnPropertyDescriptor(M,r):void 0})(L,C,H)}function Y2(L){return S1({...L,state:!0,attribute:!1})}var s=(L,C,H)=>(H.configurable=!0,H.enumerable=!0,Reflect.decorate&&typeof C!="object"&&Object.defineProperty(L,C,H),H);function L5(L,C){return(H,V,M)=>{let r=e=>e.renderRoot?.querySelector(L)??null;if(C){let{get:e,set:t}=typeof V=="object"?H:M??(()=>{let A=Symbol();return{get(){return this[A]},set(o){this[A]=o}}})();return s(H,V,{get(){let A=e.call(this);return A===void 0&&(A=r(this),(A!==null||this.hasUpdated)&&t.call(this,A)),A}})}return s(H,V,{get(){return r(this)}})}}function h5(L){return C=>{customElements.get(L)||customElements.define(L,C)}}function k5(L,C=24){return x1`<svg
viewBox="0 0 24 24"
width=${C}
height=${C}
aria-hidden="true"
style="flex:none;fill:currentColor"
>
${v1`<path d=${L}></path>`}
</svg>`}var T5=f`
:host {
--dd-gap: var(--ha-space-4, 16px);
--dd-small-gap: var(--ha-space-2, 8px);
--dd-radius: var(--ha-border-radius-lg, 12px);
--dd-border: 1px solid var(--divider-color, #e0e0e0);
/* Readable on cards in light and dark: the plain colours are not, as text. */
--dd-good: color-mix(in srgb, var(--success-color, #43a047) 55%, var(--primary-text-color));
--dd-bad: color-mix(in srgb, var(--error-color, #db4437) 60%, var(--primary-text-color));
--dd-warn: color-mix(in srgb, var(--warning-color, #ffa600) 45%, var(--primary-text-color));
--dd-link: color-mix(in srgb, var(--primary-color, #009ac7) 55%, var(--primary-text-color));
color: var(--primary-text-color);
font-size: var(--ha-font-size-m, 14px);
line-height: 1.45;
}
*,
*::before,
*::after {
box-sizing: border-box;
}
[hidden] {
display: none !important;
}
h1,
h2,
h3,
p,
ul,
ol,
dl,
dd {
margin: 0;
padding: 0;
}
ul,
ol {
list-style: none;
}
h2 {
font-size: var(--ha-font-size-xl, 20px);
font-weight: 500;
}
h3 {
font-size: var(--ha-font-size-l, 16px);
font-weight: 500;
}
a {
color: var(--dd-link);
}
:focus-visible {
outline: 2px solid var(--ha-color-focus, var(--primary-color, #009ac7));
outline-offset: 2px;
}
.secondary {
color: var(--secondary-text-color);
}
.card {
background: var(--ha-card-background, var(--card-background-color, #fff));
border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--divider-color));
border-radius: var(--ha-card-border-radius, var(--dd-radius));
padding: var(--dd-gap);
}
.row {
display: flex;
align-items: center;
gap: var(--dd-small-gap);
flex-wrap: wrap;
}
.grow {
flex: 1;
min-inline-size: 0;
}
.visually-hidden {
position: absolute;
inline-size: 1px;
block-size: 1px;
overflow: hidden;
clip-path: inset(50%);
white-space: nowrap;
}
@media (prefers-reduced-motion: reduce) {
* {
transition: none !important;
animation: none !important;
}
}
`,w5=f`
button,
.button {
font: inherit;
color: var(--primary-text-color);
background: transparent;
border: var(--dd-border);
border-radius: 999px;
min-block-size: 40px;
padding-inline: var(--ha-space-4, 16px);
cursor: pointer;
display: inline-flex;
align-items: center;
justify-content: center;
gap: 8px;
text-decoration: none;
}
button:hover:not(:disabled),
.button:hover {
background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
}
button:disabled {
opacity: 0.5;
cursor: default;
}
button.primary,
.button.primary {
background: color-mix(in srgb, var(--primary-color, #009ac7) 72%, #000);
border-color: transparent;
color: #fff;
}
button.primary:hover:not(:disabled),
.button.primary:hover {
background: color-mix(in srgb, var(--primary-color, #009ac7) 62%, #000);
}
button.danger:hover:not(:disabled) {
background: color-mix(in srgb, var(--error-color, #db4437) 66%, #000);
}
button.danger {
background: color-mix(in srgb, var(--error-color, #db4437) 78%, #000);
border-color: transparent;
color: #fff;
}
button.plain {
border-color: transparent;
}
button.icon {
padding: 0;
inline-size: 40px;
border-color: transparent;
border-radius: 50%;
}
input,
select {
font: inherit;
color: var(--primary-text-color);
background: var(--card-background-color, #fff);
border: 1px solid color-mix(in srgb, var(--primary-text-color) 45%, transparent);
border-radius: 8px;
min-block-size: 40px;
padding-inline: 8px;
max-inline-size: 100%;
color-scheme: inherit;
}
input[type="checkbox"],
input[type="radio"] {
inline-size: 20px;
block-size: 20px;
min-block-size: 20px;
margin: 0;
accent-color: var(--primary-color, #009ac7);
}
label {
display: inline-flex;
align-items: center;
gap: 8px;
}
label.stacked {
flex-direction: column;
align-items: flex-start;
gap: 4px;
}
`,y5=f`
.chip {
border: var(--dd-border);
border-radius: 999px;
min-block-size: 40px;
padding-inline: 14px;
cursor: pointer;
position: relative;
}
.chip:hover {
background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
}
.chip:has(:checked),
.chip[aria-pressed="true"] {
background: color-mix(in srgb, var(--primary-color, #009ac7) 22%, transparent);
border-color: var(--primary-color, #009ac7);
}
.chip:has(:focus-visible) {
outline: 2px solid var(--ha-color-focus, var(--primary-color, #009ac7));
outline-offset: 2px;
}
`;var b1="component.dji_dock.config_panel",F1=["config_panel","common","exceptions","selector","entity","issues"],C1=new Map;function F5(L){let C=C1.get(L.language);if(!C){let H=V=>L.loadBackendTranslation(V,"dji_dock");C=Promise.all(F1.map(H)).then(()=>H("config_panel")).then(V=>V??L.localize),C1.set(L.language,C),C.catch(()=>C1.delete(L.language))}return C}function R1(L,C,H){return L.localize(`${b1}.${C}`,H)}function R5(L,C,H,V={}){let M=new Intl.PluralRules(L.locale.language).select(H)==="one",r=new Intl.NumberFormat(L.locale.language).format(H);return R1(L,`${C}_${M?"one":"other"}`,{...V,count:r})}function D5(L,C){return C?L.localize(`component.dji_dock.${C.key}`,C.placeholders)||C.text:""}function E5(L,C,H,V){return L.localize(`component.dji_dock.entity.${C}.${H}.state.${V}`)||V}function W5(L,C,H){return L.localize(`component.dji_dock.selector.${C}.options.${H}`)||H}export{D1 as a,E1 as b,W1 as c,N1 as d,I1 as e,Q1 as f,U1 as g,G1 as h,$1 as i,z1 as j,_1 as k,K1 as l,q1 as m,j1 as n,X1 as o,J1 as p,Y1 as q,C2 as r,H2 as s,V2 as t,L2 as u,M2 as v,r2 as w,e2 as x,A2 as y,t2 as z,i2 as A,o2 as B,a2 as C,d2 as D,p2 as E,m2 as F,x2 as G,v2 as H,l2 as I,n2 as J,Z2 as K,S2 as L,u2 as M,c2 as N,s2 as O,O2 as P,h2 as Q,g2 as R,f2 as S,k2 as T,B2 as U,P2 as V,f as W,x1 as X,v1 as Y,S as Z,a as _,D2 as $,Z1 as aa,h as ba,S1 as ca,Y2 as da,L5 as ea,h5 as fa,k5 as ga,T5 as ha,w5 as ia,y5 as ja,F5 as ka,R1 as la,R5 as ma,D5 as na,E5 as oa,W5 as pa};
